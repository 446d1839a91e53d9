import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleSbom } from '../../infra/bundle-sbom.ts';
import manifest from '../../package.json' with { type: 'json' };

const bundleOf = (sizes: Readonly<Record<string, number>>): Metafile => ({
  inputs: Object.fromEntries(Object.keys(sizes).map((file) => [file, { bytes: 9, imports: [] }])),
  outputs: {
    'dist/x/index.mjs': {
      bytes: 9,
      inputs: Object.fromEntries(Object.entries(sizes).map(([file, bytesInOutput]) => [file, { bytesInOutput }])),
      imports: [],
      exports: [],
    },
  },
});
const files = { 'shared/pipeline.ts': 5, 'node_modules/yaml/dist/a.js': 3, 'node_modules/yaml/dist/b.js': 3 };
const billOf = (sizes: Readonly<Record<string, number>>) => JSON.parse(bundleSbom('x', bundleOf(sizes)));

it('names each package of a bundle once, with version, licence, digest and purl', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { version, integrity } = packages['node_modules/yaml'];
  const { components } = billOf({ ...files, 'node_modules/@smithy/core/dist-es/index.js': 1 });
  expect(components.map(({ name }: { name: string }) => name)).toEqual(['@smithy/core', 'yaml']);
  expect(components[0].purl).toMatch(/^pkg:npm\/%40smithy\/core@\d/);
  const digest = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
  expect(components[1]).toMatchObject({
    version,
    licenses: [{ license: { id: 'ISC' } }],
    hashes: [{ alg: 'SHA-512', content: digest }],
    purl: `pkg:npm/yaml@${version}`,
  });
});

it('leaves out packages of which no code is left', () => {
  expect(billOf({ ...files, 'node_modules/ipaddr.js/lib/ipaddr.js': 0 }).components).toHaveLength(1);
});

it('is about this version, and its components are what it depends on', () => {
  const { metadata, components, dependencies } = billOf(files);
  expect(metadata.component).toMatchObject({ name: 'trailguard', version: manifest.version });
  expect(dependencies).toEqual([{ ref: metadata.component['bom-ref'], dependsOn: [components[0]['bom-ref']] }]);
});

it('is the same text for the same bundle: no time, no serial number', () => {
  const bill = billOf(files);
  expect(bill).not.toHaveProperty('serialNumber');
  expect(bill.metadata).not.toHaveProperty('timestamp');
});
