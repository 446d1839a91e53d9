import { describe, expect, it } from 'vitest';
import { eventRules } from '#shared/event-rules.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { type Alternative, entangled, type Filter } from '#shared/sigma/pattern/alternative.ts';
import { type EventRule, maxPatternLength } from '#shared/sigma/pattern/event-rule.ts';
import { wholeServices } from '#shared/sigma/pattern/whole-services.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { recordFields } from './record-helpers.ts';
import { matchesPattern } from './sigma/pattern/match-pattern.ts';
import { ruleOf } from './sigma/rule-helpers.ts';

function ruleCalled(id: string, lines: readonly string[]): DetectionRule {
  const rule = ruleOf(`a:\n${lines.map((line) => `  ${line}`).join('\n')}\ncondition: a`);
  return { ...rule, meta: { ...rule.meta, id } };
}

function ruleOn(service: string, ...names: readonly string[]): DetectionRule {
  return ruleCalled(`${service}/${names.join()}`, [
    `eventSource: ${service}.amazonaws.com`,
    `eventName: [${names.join(', ')}]`,
  ]);
}

const ownPack = loadOwnRules();
const ownEventRules = eventRules(ownPack);

const head = { source: [{ prefix: 'aws.' }], 'detail-type': [{ suffix: ' via CloudTrail' }] };

describe('rules of EventBridge', () => {
  it('let through the calls of several Sigma rules, each once', () => {
    const rules = [
      ruleOn('s3', 'PutBucketAcl', 'PutBucketPolicy'),
      ruleOn('iam', 'CreateUser'),
      ruleOn('s3', 'putbucketacl'),
    ];
    expect(eventRules({ rules })).toEqual([
      {
        id: 'Changes',
        state: 'ENABLED',
        pattern: {
          ...head,
          detail: {
            $or: [
              {
                eventSource: [{ 'equals-ignore-case': 'iam.amazonaws.com' }],
                eventName: [{ 'equals-ignore-case': 'CreateUser' }],
              },
              {
                eventSource: [{ 'equals-ignore-case': 's3.amazonaws.com' }],
                eventName: [{ 'equals-ignore-case': 'PutBucketAcl' }, { 'equals-ignore-case': 'PutBucketPolicy' }],
              },
            ],
          },
        },
        ruleIds: rules.map(({ meta }) => meta.id),
      },
    ]);
  });

  it('ask for nothing that is left to the log files', () => {
    const [late, rule] = [ruleOn('s3', 'GetObject'), ruleOn('s3', 'PutBucketAcl')];
    const waiting = { ...late, meta: { ...late.meta, trailguard: { fastWay: false } } } as const;
    expect(eventRules({ rules: [waiting, rule] })).toEqual(eventRules({ rules: [rule] }));
  });

  it('let through everything where one Sigma rule asks for nothing', () => {
    const rules = [ruleOn('s3', 'PutBucketAcl'), ruleCalled('wide', ['requestID: x'])];
    expect(eventRules({ rules })).toEqual([
      {
        id: 'Calls',
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        pattern: head,
        ruleIds: rules.map(({ meta }) => meta.id),
      },
    ]);
  });

  it.each([
    ['a change', 'CreateUser', 'ENABLED'],
    ['a sign-in', 'ConsoleLogin', 'ENABLED'],
    ['a read', 'GetUser', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
    ['what may be a read', 'AssumeRole', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
    ['a read that calls itself a change', 'GetSessionToken', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
    ['a name that only begins like a change', 'Settle', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
  ])('ask for read-only calls where they may be needed: %s', (_, name, state) => {
    expect(eventRules({ rules: [ruleOn('x', name)] }).map((rule) => rule.state)).toEqual([state]);
  });

  it('ask for several names of several services by the names alone', () => {
    const rules = [
      ruleCalled('two', ['eventSource: [iam.amazonaws.com, sts.amazonaws.com]', 'eventName: [CreateUser, TagUser]']),
    ];
    expect(eventRules({ rules }).map(({ pattern }) => pattern['detail'])).toEqual([
      { eventName: [{ 'equals-ignore-case': 'CreateUser' }, { 'equals-ignore-case': 'TagUser' }] },
    ]);
  });

  it('are the same whatever the order of the Sigma rules', () => {
    const { rules } = ownPack;
    const patternsOf = (ordered: readonly DetectionRule[]): readonly object[] =>
      eventRules({ rules: ordered }).map(({ id, state, pattern }) => ({ id, state, pattern }));
    expect(patternsOf(rules.toReversed())).toEqual(patternsOf(rules));
  });

  it('are few for our own Sigma rules, each within the limit', () => {
    const pack = ownPack;
    const rules = ownEventRules;
    expect(rules.length).toBeLessThan(pack.rules.length / 3);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(maxPatternLength);
  });

  it('use no wildcards, of which a bus takes few', () => {
    expect(JSON.stringify(ownEventRules)).not.toContain('wildcard');
  });

  it('stay as they are but for one or two, when a Sigma rule comes', () => {
    const { rules } = ownPack;
    const before = new Map(ownEventRules.map((rule) => [rule.id, textOf(rule)]));
    const after = eventRules({ rules: [...rules, ruleOn('athena', 'DeleteWorkGroup')] });
    expect(after.filter((rule) => before.get(rule.id) !== textOf(rule)).length).toBeLessThanOrEqual(2);
  });

  it('split a service whose calls are too many for one pattern, and let each through once', () => {
    const names = Array.from({ length: 200 }, (_, at) => `CreateThing${at}`);
    const rules = eventRules({ rules: [ruleOn('iot', ...names)] });
    expect(rules.length).toBeGreaterThan(4);
    for (const eventName of names) {
      const event = eventOf({ eventSource: 'iot.amazonaws.com', eventName });
      expect(rules.filter(({ pattern }) => matchesPattern(pattern, event))).toHaveLength(1);
    }
  });

  it('let go of a filter that is too long for a pattern', () => {
    const addresses = Array.from({ length: 250 }, (_, at) => `192.0.2.${at}`);
    const rules = eventRules({
      rules: [ruleCalled('long', ['eventName: CreateUser', `sourceIPAddress: [${addresses.join(', ')}]`])],
    });
    expect(rules.map(({ pattern }) => pattern['detail'])).toEqual([
      { eventName: [{ 'equals-ignore-case': 'CreateUser' }] },
    ]);
  });

  it('ask for the fullest services whole where a deployment has no room for all names, and lose nothing', () => {
    const rules = Array.from({ length: 20 }, (_, at) =>
      ruleOn(`service${at}`, ...Array.from({ length: at < 5 ? 60 : 30 }, (__, name) => `CreateThing${name}Of${at}`)),
    );
    const limit = 12;
    expect(eventRules({ rules }, 60).length).toBeGreaterThan(limit);
    const found = eventRules({ rules }, limit);
    expect(found.length).toBeLessThanOrEqual(limit);
    expect(found.map(({ state }) => state)).not.toContain('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    const whole = wholeServices(found);
    expect(whole).toEqual(expect.arrayContaining(['service0.amazonaws.com', 'service4.amazonaws.com']));
    expect(whole.length).toBeLessThan(15);
    for (const [at] of rules.entries()) {
      const event = eventOf({ eventSource: `service${at}.amazonaws.com`, eventName: `CreateThing7Of${at}` });
      expect(found.some(({ pattern }) => matchesPattern(pattern, event))).toBe(true);
    }
    expect(new Set(found.flatMap(({ ruleIds }) => ruleIds)).size).toBe(20);
  });

  it('become one for everything where no service is left to be asked for whole', () => {
    const names = Array.from({ length: 300 }, (_, at) => `CreateThing${at}`);
    const found = eventRules({ rules: [ruleCalled('names', [`eventName: [${names.join(', ')}]`])] }, 3);
    expect(found.map(({ pattern }) => pattern)).toEqual([head]);
  });

  it('have no entangled branches in a pattern, of which the matcher of AWS would lose some', () => {
    const rules = [
      ruleCalled('a', ['eventName: [CreateUser, TagUser]', 'userIdentity.type: IAMUser']),
      ruleCalled('b', ['eventName: [CreateUser, DeleteUser]', 'userIdentity.type: [IAMUser, Root]']),
    ];
    const [user, root] = [{ 'equals-ignore-case': 'IAMUser' }, { 'equals-ignore-case': 'Root' }];
    expect(eventRules({ rules }).map(({ pattern }) => branchesOf(pattern))).toEqual([
      [
        {
          eventName: [{ 'equals-ignore-case': 'CreateUser' }, { 'equals-ignore-case': 'DeleteUser' }],
          'userIdentity.type': [user, root],
        },
        { eventName: [{ 'equals-ignore-case': 'TagUser' }], 'userIdentity.type': [user] },
      ],
    ]);
  });

  it('have no entangled branches for our own Sigma rules either', () => {
    for (const { pattern } of ownEventRules) {
      const branches = branchesOf(pattern);
      const pairs = branches.flatMap((one, at) => branches.slice(at + 1).map((other) => [one, other] as const));
      expect(pairs.filter(([one, other]) => entangled(one, other))).toEqual([]);
    }
  });

  it('have short names, which leave room for that of a stack', () => {
    expect(ownEventRules.filter(({ id }) => id.length > 16)).toEqual([]);
  });

  it('let through nothing that only others than AWS could have sent', () => {
    const [rule] = eventRules({ rules: [ruleOn('iam', 'CreateUser')] });
    const event = eventOf({ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' });
    expect(matchesPattern(rule?.pattern ?? {}, event)).toBe(true);
    expect(matchesPattern(rule?.pattern ?? {}, { ...event, source: 'mine' })).toBe(false);
    expect(matchesPattern(rule?.pattern ?? {}, { ...event, 'detail-type': 'AWS Health Event' })).toBe(false);
  });
});

/** The branches of a pattern, by the paths of their fields. */
function branchesOf({ detail }: JsonObject): readonly Alternative[] {
  const any = isJsonObject(detail) ? detail['$or'] : undefined;
  return (Array.isArray(any) ? any : [detail]).map((branch) => Object.fromEntries(filtersOf(branch)));
}

function filtersOf(asked: Json | undefined, path = ''): readonly (readonly [string, Filter])[] {
  if (!isJsonObject(asked)) return [[path, asked as Filter]];
  return Object.entries(asked).flatMap(([key, inner]) => filtersOf(inner, path === '' ? key : `${path}.${key}`));
}

function textOf({ state, pattern }: EventRule): string {
  return JSON.stringify({ state, pattern });
}

function eventOf(over: Parameters<typeof recordFields>[0]): {
  source: string;
  'detail-type': string;
  detail: ReturnType<typeof recordFields>;
} {
  return { source: 'aws.x', 'detail-type': 'AWS API Call via CloudTrail', detail: recordFields(over) };
}
