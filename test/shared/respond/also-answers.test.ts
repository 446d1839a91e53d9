import { describe, expect, it } from 'vitest';
import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { defaultResponseSettings, type Exemption, type PlaybookMode } from '#shared/model/response-settings.ts';
import type { PreviousAccessBlock } from '#shared/ports/cloud/history.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import type { Responder } from '#shared/respond/responder.ts';
import type { FakeBucket } from './fake-cloud/fake-buckets.ts';
import { filesBucket, makeS3, on, wholeAccount } from './playbooks/s3-helpers.ts';
import { alertWith } from './toy-world.ts';

// A bucket whose policy was public all along, and a call that took away the switches which kept the public out.
const policy = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }],
});

interface World {
  readonly files: FakeBucket;
  readonly answer: (
    named: PlaybookMode,
    other: PlaybookMode,
    members?: Partial<Alert>,
    exemptions?: readonly Exemption[],
  ) => Promise<readonly (readonly [string, string])[]>;
}

function openWorld(
  bucket: Partial<FakeBucket> = { policy },
  previous: PreviousAccessBlock = { kind: 'set', block: on },
): World {
  const { cloud, files } = makeS3(bucket, { previous });
  const store = createMemoryResponseStore();
  const responderWith = (named: PlaybookMode, other: PlaybookMode, exemptions: readonly Exemption[]): Responder =>
    createResponder({
      playbooks,
      settings: {
        ...defaultResponseSettings,
        exemptions,
        playbooks: { 's3-access-block': { mode: named }, 's3-public-policy': { mode: other } },
      },
      ownRoles: [],
      ports: {
        openCloud: async () => cloud,
        store,
        killSwitch: { mayChange: async () => true },
        now: () => Date.parse(filesBucket.eventTime ?? ''),
      },
    });
  return {
    files,
    async answer(named, other, members = {}, exemptions = []) {
      const alert = alertWith({ playbook: 's3-access-block', targets: [filesBucket], ...members });
      const outcomes = await responderWith(named, other, exemptions).respond(alert, { isLastTry: true });
      return outcomes.map(({ playbook, status }: Outcome) => [playbook, status]);
    },
  };
}

describe('an alert that another playbook answers, too', () => {
  it.each<[PlaybookMode, PlaybookMode, readonly (readonly [string, string])[]]>([
    ['apply', 'apply', [['s3-access-block', 'applied']]],
    [
      'plan',
      'apply',
      [
        ['s3-access-block', 'planned'],
        ['s3-public-policy', 'applied'],
      ],
    ],
    [
      'approve',
      'plan',
      [
        ['s3-access-block', 'waiting'],
        ['s3-public-policy', 'planned'],
      ],
    ],
    ['off', 'apply', [['s3-public-policy', 'applied']]],
    ['plan', 'off', [['s3-access-block', 'planned']]],
    ['off', 'off', []],
  ])('is answered by the one that it names (%s), then by the other (%s): %j', async (named, other, expected) => {
    expect(await openWorld().answer(named, other)).toEqual(expected);
  });

  it('is answered by the other where what was named is not to be put right', async () => {
    const world = openWorld({ policy }, { kind: 'removed' });
    expect(await world.answer('apply', 'apply')).toEqual([
      ['s3-access-block', 'skipped'],
      ['s3-public-policy', 'applied'],
    ]);
    expect(world.files).not.toHaveProperty('policy');
  });

  it.each<[string, Partial<FakeBucket>, readonly Exemption[]]>([
    ['finds no harm', {}, []],
    ['is kept away', { policy }, [{ reason: 'a website', playbooks: ['s3-public-policy'] }]],
  ])('hears nothing of the other where that %s', async (_, bucket, exemptions) => {
    expect(await openWorld(bucket).answer('plan', 'apply', {}, exemptions)).toEqual([['s3-access-block', 'planned']]);
  });

  it('hears of the other where that cannot judge', async () => {
    expect(await openWorld({ policy: '{' }).answer('plan', 'apply')).toEqual([
      ['s3-access-block', 'planned'],
      ['s3-public-policy', 'skipped'],
    ]);
  });

  it('is answered by the other alone for targets that it knows', async () => {
    expect(await openWorld().answer('plan', 'apply', { targets: [wholeAccount] })).toEqual([
      ['s3-access-block', 'planned'],
    ]);
  });

  it('that comes again is answered as the first time', async () => {
    const world = openWorld();
    const first = await world.answer('plan', 'apply');
    expect(await world.answer('plan', 'apply')).toEqual(first);
    expect(world.files).not.toHaveProperty('policy');
  });
});

it('an alert that names the playbook itself hears that there is no harm', async () => {
  expect(await openWorld({}).answer('apply', 'apply', { playbook: 's3-public-policy' })).toEqual([
    ['s3-public-policy', 'skipped'],
  ]);
});

it('an alert that names no playbook is answered by none', async () => {
  const { playbook: _, ...alert } = alertWith({ targets: [filesBucket] });
  expect(await openWorld().answer('apply', 'apply', { ...alert, playbook: '' })).toEqual([]);
});

it('a public ACL that a call laid open is answered, too', async () => {
  const everybody = { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;
  const acl = { ownerId: 'owner', grants: [{ grantee: everybody, permission: 'READ' }] } as const;
  expect(await openWorld({ acl }).answer('off', 'off')).toEqual([['s3-public-acl', 'planned']]);
});

it.each(playbooks.flatMap(({ id, alsoAnswers = [] }) => alsoAnswers.map((named) => [id, named] as const)))(
  '%s answers for %s, which there is',
  (id, named) => {
    expect(playbooks.map((playbook) => playbook.id)).toContain(named);
    expect(named).not.toBe(id);
  },
);
