import { describe, expect, test } from 'vitest';
import { describeActor } from '#shared/alert/describe-actor.ts';
import type { AlertActor } from '#shared/model/alert.ts';

const own = '123456789012';
const other = '111122223333';

describe('describeActor', () => {
  test.each<[AlertActor, string]>([
    [{ kind: 'root', name: 'root', accountId: own }, 'The root user'],
    [{ kind: 'root', name: 'root', accountId: other }, 'The root user of account 111122223333'],
    [{ kind: 'root' }, 'The root user'],
    [{ kind: 'user', name: 'alice', accountId: own }, 'IAM user alice'],
    [{ kind: 'user', name: 'alice', accountId: other }, 'IAM user alice of account 111122223333'],
    [{ kind: 'user', arn: 'arn:aws:iam::123456789012:user/alice' }, 'IAM user arn:aws:iam::123456789012:user/alice'],
    [{ kind: 'user' }, 'An IAM user'],
    [{ kind: 'role', name: 'Admin/bob', accountId: own }, 'Role Admin/bob'],
    [{ kind: 'role', sessionIssuer: 'arn:aws:iam::123456789012:role/ci/deploy' }, 'Role deploy in several sessions'],
    [{ kind: 'role', accountId: other }, 'A role of account 111122223333'],
    [{ kind: 'federated', name: 'bob@example.com' }, 'Federated user bob@example.com'],
    [{ kind: 'service', name: 'config.amazonaws.com' }, 'AWS service config.amazonaws.com'],
    [{ kind: 'account', accountId: other }, 'AWS account 111122223333'],
    [{ kind: 'account' }, 'Another AWS account'],
    [{ kind: 'anonymous' }, 'An anonymous caller'],
    [{ kind: 'unknown' }, 'An unknown caller'],
    [{ kind: 'unknown', name: '# x' }, 'Caller # x'],
    [{ kind: 'user', name: ' \n' }, 'An IAM user'],
    [{ kind: 'user', name: 'a'.repeat(200) }, `IAM user ${'a'.repeat(129)}…`],
  ])('of %j', (actor, expected) => {
    expect(describeActor(actor, own)).toBe(expected);
  });
});
