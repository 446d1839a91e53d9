import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));

/** The licences of what a bundle holds, in a file beside it. */
export const licencesFile = 'THIRD-PARTY-LICENCES.txt';

/** What a bundle was made of, in a file beside it. */
export const sbomFile = 'sbom.cdx.json';
