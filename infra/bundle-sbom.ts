import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { type BundledPackage, bundledPackages } from './bundled-packages.ts';
import { root } from './paths.ts';

/** What a bundle was made of, to lay beside it: a CycloneDX bill of materials as JSON text. It lists the packages of which code is
 * left in the bundle, and no other; it has neither time nor serial number, so that the same bundle has the same bill.
 * @param bundle the bundle's name, such as `on-alert`
 * @throws {Error} a package that `package-lock.json` does not pin
 * @see CycloneDX 1.6, JSON reference */
export function bundleSbom(bundle: string, metafile: Metafile): string {
  const { packages }: Lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const ref = `${purlOf(manifest.name, manifest.version)}#${bundle}`;
  const components = bundledPackages(filesIn(metafile)).map((found) => componentOf(found, packages));
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        'bom-ref': ref,
        type: 'application',
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        licenses: [{ license: { id: manifest.license } }],
        purl: purlOf(manifest.name, manifest.version),
      },
    },
    components,
    dependencies: [{ ref, dependsOn: components.map((component) => component['bom-ref']) }],
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

/** What is imported but left out, for nothing uses it, is not in the bundle. */
function filesIn({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : [])),
  );
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string } | undefined>>;
}

interface Component {
  readonly 'bom-ref': string;
  readonly type: 'library';
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly { readonly license: { readonly id: unknown } }[];
  readonly hashes: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
  readonly purl: string;
}

function componentOf({ name, version, license, folder }: BundledPackage, locked: Lockfile['packages']): Component {
  const pinned = locked[folder];
  const [, digest] = /^sha512-(.+)$/.exec(pinned?.integrity ?? '') ?? [];
  if (digest === undefined || pinned?.version !== version) {
    throw new Error(`${folder} ${version} is not what package-lock.json pins: run npm ci`);
  }
  return {
    // One version may be installed twice.
    'bom-ref': `${purlOf(name, version)}#${folder}`,
    type: 'library',
    name,
    version,
    licenses: [{ license: { id: license } }],
    // Of the archive that npm installed.
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    purl: purlOf(name, version),
  };
}

/** @see package URL specification, type npm: the scope's `@` is escaped */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
