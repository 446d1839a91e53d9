import { expect, it } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import type { OutcomeStatus } from '#shared/model/outcome.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { putInWords } from '#shared/respond/put-in-words.ts';
import { outcomeWith } from '../alert/outcomes.ts';

const off = { blockPublicAcls: false, ignorePublicAcls: false, blockPublicPolicy: false, restrictPublicBuckets: false };
const on = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };
const grant = { grantee: { type: 'CanonicalUser', id: 'o' }, permission: 'READ' };
const policyOf = (statement: Json): string => JSON.stringify({ Version: '2012-10-17', Statement: statement });
const stopped = { kind: 'basic', selectors: [] };

it.each<[playbook: string, before: Json, after: Json, was: string, is: string]>([
  [
    's3-public-policy',
    { policy: policyOf([{}, {}]), bucketBlock: null },
    { policy: policyOf({}), bucketBlock: on },
    'a policy of 2 statements; Block Public Access not set',
    'a policy of 1 statement; Block Public Access whole',
  ],
  [
    's3-public-policy',
    { policy: 'no JSON', bucketBlock: off },
    { policy: null, bucketBlock: { ...off, restrictPublicBuckets: true } },
    'a policy without statements; Block Public Access off',
    'no policy; of Block Public Access only RestrictPublicBuckets',
  ],
  [
    's3-public-acl',
    { acl: { ownerId: 'o', grants: [grant, grant] }, bucketBlock: null },
    { acl: { ownerId: 'o', grants: [grant] }, bucketBlock: null },
    'an ACL of 2 grants; Block Public Access not set',
    'an ACL of 1 grant; Block Public Access not set',
  ],
  ['s3-access-block', { block: null }, { block: on }, 'Block Public Access not set', 'Block Public Access whole'],
  [
    'security-group-world-open',
    { rules: [{ ruleId: 'sgr-1', protocol: 'tcp' }] },
    { rules: [] },
    '1 rule for very many addresses on sensitive ports',
    '0 rules for very many addresses on sensitive ports',
  ],
  ['cloudtrail-logging', { isLogging: false }, { isLogging: true }, 'stopped', 'logging'],
  [
    'cloudtrail-logging',
    { isLogging: true, selectors: stopped },
    {
      isLogging: true,
      selectors: {
        kind: 'advanced',
        selectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] }],
      },
    },
    'logging, not every management event',
    'logging, every management event',
  ],
  [
    'public-snapshot-or-image',
    { isPublic: true },
    { isPublic: false },
    'shared with everybody',
    'not shared with everybody',
  ],
  [
    'iam-access-key',
    { isActive: { a: true, b: false } },
    { isActive: { a: false, b: false } },
    '1 of 2 keys active',
    '0 of 2 keys active',
  ],
  [
    'kms-key-deletion',
    { status: 'pending-deletion', waitDays: 7 },
    { status: 'disabled' },
    'pending-deletion, 7 days from the call on',
    'disabled',
  ],
])('%s from %j to %j', (playbook, before, after, was, is) => {
  expect(putInWords(outcomeWith({ playbook, before, after }), playbooks).inWords).toEqual({ before: was, after: is });
});

it.each(playbooks)('$id puts its states in words', ({ describe }) => {
  expect(describe).toBeDefined();
});

it.each<[string, Parameters<typeof outcomeWith>[0], readonly Playbook[]]>([
  ['of a playbook that is gone', { playbook: 'gone' }, playbooks],
  ['of a playbook without words', {}, playbooks.map(({ describe: _, ...playbook }) => playbook)],
])('an outcome %s stays as it is', (_, members, known) => {
  const outcome = outcomeWith(members);
  expect(putInWords(outcome, known)).toBe(outcome);
});

it.each<OutcomeStatus>(['skipped', 'failed'])(
  'an outcome that is %s stays as it is: its plan may be forged',
  (status) => {
    const outcome = outcomeWith({ status, before: null, after: 'anything' });
    expect(putInWords(outcome, playbooks)).toBe(outcome);
  },
);

it('an outcome without states stays as it is', () => {
  const { before: _, ...outcome } = outcomeWith();
  expect(putInWords(outcome, playbooks)).toBe(outcome);
});
