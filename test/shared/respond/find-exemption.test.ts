import { describe, expect, it } from 'vitest';
import type { Exemption } from '#shared/model/response-settings.ts';
import { findExemption } from '#shared/respond/find-exemption.ts';

const circumstances = {
  playbook: 'shut-shop',
  accountId: '123456789012',
  resource: 'arn:aws:s3:::site-1',
  actors: ['arn:aws:sts::123456789012:assumed-role/deploy/run-7', 'arn:aws:iam::123456789012:role/deploy'],
};

const rows: readonly [string, Omit<Exemption, 'reason'>, boolean][] = [
  ['that says nothing more', {}, true],
  ['of the playbook', { playbooks: ['other', 'shut-shop'] }, true],
  ['of another playbook', { playbooks: ['other'] }, false],
  ['of the account', { accounts: ['123456789012'] }, true],
  ['of another account', { accounts: ['111122223333'] }, false],
  ['of the resource by pattern', { resources: ['arn:aws:s3:::site-*'] }, true],
  ['of another resource', { resources: ['arn:aws:s3:::blog-*'] }, false],
  ['of the session', { actors: ['arn:aws:sts::*:assumed-role/deploy/*'] }, true],
  ['of the role behind the session', { actors: ['arn:aws:iam::*:role/deploy'] }, true],
  ['of another actor', { actors: ['arn:aws:iam::*:role/other'] }, false],
  ['of a tag', { tags: { public: 'yes' } }, true],
  ['of a tag with another value', { tags: { public: 'no' } }, false],
  ['of a tag that is not there', { tags: { owner: 'web' } }, false],
  ['of a name that every object has', { tags: { constructor: 'yes' } }, false],
  ['of several tags, one of which is not there', { tags: { public: 'yes', owner: 'web' } }, false],
  ['of which one part does not hold', { accounts: ['123456789012'], resources: ['arn:aws:s3:::blog-*'] }, false],
];

describe('findExemption', () => {
  it.each(rows)('one %s', async (_, members, holds) => {
    const exemption = { reason: 'a website', ...members };
    const found = await findExemption([exemption], circumstances, async () => ({ public: 'yes' }));
    expect(found).toEqual(holds ? exemption : undefined);
  });

  it.each<[string, readonly Exemption[], number]>([
    ['none asks for tags', [{ reason: 'a website', accounts: ['123456789012'] }], 0],
    ['all else of it does not hold', [{ reason: 'a website', accounts: ['111122223333'], tags: { a: 'b' } }], 0],
    ['an earlier one holds', [{ reason: 'a website' }, { reason: 'another', tags: { a: 'b' } }], 0],
    ['it depends on them', [{ reason: 'a website', tags: { a: 'b' } }], 1],
  ])('reads tags only if needed: %s', async (_, exemptions, expected) => {
    let reads = 0;
    await findExemption(exemptions, circumstances, async () => {
      reads += 1;
      return {};
    });
    expect(reads).toBe(expected);
  });
});
