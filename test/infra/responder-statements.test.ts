import { describe, expect, it } from 'vitest';
import { playbookModes, type ResponseSettings } from '#shared/model/response-settings.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { type PolicyStatement, responderStatements } from '../../infra/responder-statements.ts';
import { at, readYaml, resourcesOf } from '../repo/read-template.ts';

type Role = 'onAlert' | 'onRequest';

const roles: readonly Role[] = ['onAlert', 'onRequest'];
const modes = playbooks.flatMap((playbook) => playbookModes.map((mode) => ({ id: playbook.id, mode, playbook })));
const allIn = (mode: (typeof playbookModes)[number]): ResponseSettings['playbooks'] =>
  Object.fromEntries(playbooks.map(({ id }) => [id, { mode }] as const));
const statementsOf = (role: Role, settings: ResponseSettings['playbooks']): readonly PolicyStatement[] =>
  responderStatements(playbooks, { playbooks: settings })[role];
const actionsOf = (effect: 'Allow' | 'Deny', statements: readonly PolicyStatement[]): readonly string[] =>
  statements.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action);
const granted = (role: Role, settings: ResponseSettings['playbooks']): readonly string[] =>
  actionsOf('Allow', statementsOf(role, settings)).toSorted();
const each = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();

describe.each(modes)('$id, in mode $mode', ({ id, mode, playbook }) => {
  const { read, apply, undo } = playbook.permissions;
  const settings = { ...allIn('off'), [id]: { mode } };

  it('lets on-alert read where it is on, and change where it does so unasked, never back', () => {
    const needed = { off: [], plan: read, approve: read, apply: [...read, ...apply] }[mode];
    expect(granted('onAlert', settings)).toEqual(each(needed));
  });

  it('lets on-request carry out and take back where it may change anything', () => {
    const needed = mode === 'approve' || mode === 'apply' ? [...read, ...apply, ...undo] : [];
    expect(granted('onRequest', settings)).toEqual(each(needed));
  });
});

describe('the roles of the responder', () => {
  const permissions = playbooks.map((playbook) => playbook.permissions);
  const reads = permissions.flatMap(({ read }) => read);
  const changes = permissions.flatMap(({ apply, undo }) => [...apply, ...undo]);

  it('read what playbooks read, and change nothing, as they come', () => {
    expect(granted('onAlert', {})).toEqual(each(reads));
    expect(granted('onRequest', {})).toEqual([]);
    expect(granted('onAlert', {}).filter((action) => changes.includes(action))).toEqual([]);
  });

  it('have the union of what all playbooks need, each once', () => {
    const applies = permissions.flatMap(({ apply }) => apply);
    expect(granted('onAlert', allIn('apply'))).toEqual(each(reads, applies));
    expect(granted('onRequest', allIn('apply'))).toEqual(each(reads, changes));
  });

  it.each(roles)('%s: may do nothing, and the policy is not empty, where every playbook is off', (role) => {
    expect(statementsOf(role, allIn('off'))).toMatchObject([{ Effect: 'Deny', Action: each(changes) }]);
  });
});

describe('what Trailguard stands on', () => {
  const denied = (role: Role, settings: ResponseSettings['playbooks']): readonly PolicyStatement[] =>
    statementsOf(role, settings).filter(({ Effect }) => Effect === 'Deny');
  const ownBucket = {
    Sid: 'KeepOwnLogBucket',
    Effect: 'Deny',
    Action: ['s3:DeleteBucketPolicy', 's3:PutBucketAcl', 's3:PutBucketPolicy'],
  };
  /** What statements name of the template: `Fn::GetAtt` and `Ref`, wherever they are. */
  const namedIn = (statements: readonly PolicyStatement[]): readonly string[] =>
    [...JSON.stringify(statements).matchAll(/"(?:Fn::GetAtt|Ref)":\[?"(\w+)"/g)].map(([, id = '']) => id);

  it('is out of reach of on-request: its trail, every key of the stack, its log bucket', () => {
    const statements = denied('onRequest', allIn('apply'));
    expect(statements).toMatchObject([
      { Sid: 'KeepOwnTrail', Action: ['cloudtrail:StopLogging'] },
      { Sid: 'KeepOwnKeys', Action: ['kms:ScheduleKeyDeletion'] },
      ownBucket,
    ]);
    const owned = ['AWS::KMS::Key', 'AWS::S3::Bucket'].flatMap(resourcesOf).map(({ id }) => id);
    expect(owned.length).toBeGreaterThan(4);
    expect(namedIn(statements)).toEqual(expect.arrayContaining(owned));
  });

  it('is out of reach of on-alert, which cannot stop a trail or have a key deleted anywhere', () => {
    expect(denied('onAlert', allIn('apply'))).toMatchObject([ownBucket]);
    const away = ['cloudtrail:StopLogging', 'kms:ScheduleKeyDeletion'];
    expect(granted('onAlert', allIn('apply')).filter((action) => away.includes(action))).toEqual([]);
  });

  it('has the name that its denial writes out', () => {
    expect(resourcesOf('AWS::CloudTrail::Trail').map(({ properties }) => properties.TrailName)).toEqual([
      `\${self:service}-\${sls:stage}`,
    ]);
    expect(JSON.stringify(denied('onRequest', allIn('apply')))).toContain(`:trail/\${AWS::StackName}"`);
    // What the framework calls a stack that says nothing of its name.
    expect(at(readYaml('serverless.yml'), 'provider', 'stackName')).toBeUndefined();
  });

  it('needs no denial of what is not granted', () => {
    expect(denied('onAlert', {})).toEqual([]);
    expect(denied('onRequest', { 'kms-key-deletion': { mode: 'approve' } }).map(({ Sid }) => Sid)).toEqual([
      'KeepOwnKeys',
    ]);
  });

  it.each([
    'cloudtrail:StartLogging',
    'cloudtrail:PutEventSelectors',
    'kms:CancelKeyDeletion',
    's3:PutBucketPublicAccessBlock',
  ])('can be put right: %s', (action) => {
    for (const role of roles) {
      expect(granted(role, allIn('apply'))).toContain(action);
      expect(actionsOf('Deny', statementsOf(role, allIn('apply')))).not.toContain(action);
    }
  });
});
