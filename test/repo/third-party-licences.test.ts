import { expect, it } from 'vitest';
import { thirdPartyLicences } from '../../infra/third-party-licences.ts';

const bundleOf = (...inputs: readonly string[]) => ({
  inputs: Object.fromEntries(inputs.map((input) => [input, { bytes: 1, imports: [] }])),
  outputs: {},
});

it('names each package of a bundle once, with its licence and text', () => {
  const text = thirdPartyLicences(
    bundleOf(
      'shared/pipeline.ts',
      'node_modules/yaml/dist/a.js',
      'node_modules/yaml/dist/b.js',
      'node_modules/ipaddr.js/lib/ipaddr.js',
    ),
  );
  expect(text.match(/^ipaddr\.js \S+ \(MIT\)$/gm)).toHaveLength(1);
  expect(text.match(/^yaml \S+ \(ISC\)$/gm)).toHaveLength(1);
  expect(text).toContain('Permission to use, copy, modify');
});

it('refuses a package whose licence is not permissive', () => {
  expect(() => thirdPartyLicences(bundleOf('node_modules/lightningcss/node/index.js'))).toThrow(/MPL-2\.0/);
});
