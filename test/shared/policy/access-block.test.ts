import { expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { type AccessBlock, readAccessBlock } from '#shared/policy/access-block.ts';

const off: AccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const written = {
  BlockPublicAcls: false,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

test.each<readonly [name: string, configuration: Json | undefined, expected: AccessBlock | undefined]>([
  ['all written out', written, { ...off, ignorePublicAcls: true, restrictPublicBuckets: true }],
  ['as text', { BlockPublicPolicy: 'TRUE', BlockPublicAcls: 'false' }, { ...off, blockPublicPolicy: true }],
  ['some left out', { BlockPublicAcls: true }, { ...off, blockPublicAcls: true }],
  ['none', {}, off],
  ['text', 'all', undefined],
  ['null', null, undefined],
  ['nothing', undefined, undefined],
])('%s', (_, configuration, expected) => {
  expect(readAccessBlock(configuration)).toEqual(expected);
});
