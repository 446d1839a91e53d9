import { describe, expect, it } from 'vitest';
import { eventRules, maxEventRules } from '#shared/event-rules.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { type EventRule, maxPatternLength } from '#shared/sigma/pattern/event-rule.ts';
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

  it('let through everything where one Sigma rule asks for nothing', () => {
    const rules = [ruleOn('s3', 'PutBucketAcl'), ruleCalled('wide', ['userAgent: x'])];
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

  it('keep several services with several names in one place', () => {
    const rules = [
      ruleCalled('two', ['eventSource: [iam.amazonaws.com, sts.amazonaws.com]', 'eventName: [CreateUser, TagUser]']),
    ];
    expect(eventRules({ rules }).map(({ pattern }) => pattern['detail'])).toEqual([
      {
        eventName: [{ 'equals-ignore-case': 'CreateUser' }, { 'equals-ignore-case': 'TagUser' }],
        eventSource: [{ 'equals-ignore-case': 'iam.amazonaws.com' }, { 'equals-ignore-case': 'sts.amazonaws.com' }],
      },
    ]);
  });

  it('are the same whatever the order of the Sigma rules', () => {
    const { rules } = loadOwnRules();
    const patternsOf = (ordered: readonly DetectionRule[]): readonly object[] =>
      eventRules({ rules: ordered }).map(({ id, state, pattern }) => ({ id, state, pattern }));
    expect(patternsOf(rules.toReversed())).toEqual(patternsOf(rules));
  });

  it('are few for our own Sigma rules, each within the limit', () => {
    const pack = loadOwnRules();
    const rules = eventRules(pack);
    expect(rules.length).toBeLessThan(pack.rules.length / 3);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(maxPatternLength);
  });

  it('use no wildcards, of which a bus takes few', () => {
    expect(JSON.stringify(eventRules(loadOwnRules()))).not.toContain('wildcard');
  });

  it('stay as they are but for one or two, when a Sigma rule comes', () => {
    const { rules } = loadOwnRules();
    const before = new Map(eventRules({ rules }).map((rule) => [rule.id, textOf(rule)]));
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

  it('become one for everything where a deployment has no room for all of them', () => {
    const rules = Array.from({ length: 150 }, (_, at) =>
      ruleOn(`service${at}`, ...Array.from({ length: 40 }, (_, name) => `CreateThing${name}Of${at}`)),
    );
    const found = eventRules({ rules });
    expect(found.map(({ pattern }) => pattern)).toEqual([head]);
    expect(found[0]?.ruleIds).toHaveLength(150);
    expect(eventRules({ rules: rules.slice(0, 10) }).length).toBeLessThanOrEqual(maxEventRules);
  });

  it('let through nothing that only others than AWS could have sent', () => {
    const [rule] = eventRules({ rules: [ruleOn('iam', 'CreateUser')] });
    const event = eventOf({ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' });
    expect(matchesPattern(rule?.pattern ?? {}, event)).toBe(true);
    expect(matchesPattern(rule?.pattern ?? {}, { ...event, source: 'mine' })).toBe(false);
    expect(matchesPattern(rule?.pattern ?? {}, { ...event, 'detail-type': 'AWS Health Event' })).toBe(false);
  });
});

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
