import { expect, test } from 'vitest';
import { actionCovers } from '#shared/enrich/policy/action-covers.ts';

test.each<readonly [pattern: string, action: string, covers: boolean]>([
  ['iam:PassRole', 'iam:PassRole', true],
  ['IAM:passrole', 'iam:PassRole', true],
  ['*', 'iam:PassRole', true],
  ['iam:*', 'iam:PassRole', true],
  ['iam:*Role', 'iam:PassRole', true],
  ['*:*', 'iam:PassRole', true],
  ['i*m:P?ss*l*', 'iam:PassRole', true],
  ['iam:PassRole**', 'iam:PassRole', true],
  ['iam:Pass', 'iam:PassRole', false],
  ['iam:PassRoles', 'iam:PassRole', false],
  ['iam:PassRole?', 'iam:PassRole', false],
  ['s3:*', 'iam:PassRole', false],
  ['', 'iam:PassRole', false],
  [`${'*a'.repeat(20_000)}`, 'iam:PassRole', false],
])('%.20s covers %s: %s', (pattern, action, covers) => {
  expect(actionCovers(pattern, action)).toBe(covers);
});
