import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { root } from './paths.ts';

/** The licences of every package that went into bundles, as one text to lay beside them.
 * @throws {LicenceError} a package ships under a licence that is not permissive, or under none */
export function thirdPartyLicences({ inputs }: Metafile): string {
  return bundledPackages(Object.keys(inputs))
    .map(describePackage)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** What may ship with an Apache-2.0 project without conditions on the whole. */
const permissive: readonly string[] = ['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

/** A package ships under a licence that is not permissive, or under none. */
export class LicenceError extends Error {
  override readonly name = 'LicenceError';
}

function describePackage({ name, version, license, folder }: BundledPackage): string {
  if (typeof license !== 'string' || !permissive.includes(license)) {
    throw new LicenceError(
      `${name} ${version} is licensed as ${JSON.stringify(license)}: it must not go into a bundle`,
    );
  }
  const absolute = path.join(root, folder);
  const files = readdirSync(absolute).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(path.join(absolute, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}
