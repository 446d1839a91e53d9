import fc from 'fast-check';
import type { Actor, ActorKind } from '#shared/model/derived.ts';
import type { Detection, Evidence, Reason } from '#shared/model/detection.ts';
import type { Json } from '#shared/model/json.ts';
import { levels, type RuleMeta } from '#shared/model/rule.ts';
import type { Subject } from '#shared/model/target.ts';

const kinds: readonly ActorKind[] = ['root', 'user', 'role', 'federated', 'service', 'account', 'anonymous', 'unknown'];

/** What an attacker may put where a text belongs: any UTF-16 units at all, markup, and a great deal of either. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\u202E',
    '\uD800',
    '\uFFFF',
    '"',
    '\\',
    '😀',
    '\u{E0041}',
    '<!here>',
    '`',
    '*',
    '\r\n',
  ),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const anyText = fc.oneof(
  { weight: 5, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.tuple(text, fc.integer({ min: 1, max: 1000 })).map(([part, count]) => part.repeat(count)),
  },
);

/** Short as a rule, long now and then: one list drawn, then repeated. */
function listOf<Entry>(entry: fc.Arbitrary<Entry>): fc.Arbitrary<Entry[]> {
  const few = fc.array(entry, { maxLength: 3 });
  const many = fc
    .tuple(few, fc.integer({ min: 1, max: 60 }))
    .map(([entries, count]) => Array(count).fill(entries).flat());
  return fc.oneof({ weight: 4, arbitrary: few }, { weight: 1, arbitrary: many });
}

const someJson: fc.Arbitrary<Json> = fc.oneof(
  anyText,
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
);
const timeMs = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.double());

const actor: fc.Arbitrary<Actor> = fc.record(
  {
    kind: fc.constantFrom(...kinds),
    arn: anyText,
    name: anyText,
    accountId: anyText,
    accessKeyId: anyText,
    sessionIssuer: anyText,
    mfa: fc.boolean(),
  },
  { requiredKeys: ['kind'] },
);

// Of checked form, as `shared/enrich` gives it; as large as that may be.
const ruleIds = Array.from({ length: 100 }, (_, index) => `sgr-${String(index).padStart(17, '0')}`);
const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.constant({ kind: 'account-access-block' as const }),
  fc.integer({ min: 3, max: 255 }).map((length) => ({ kind: 'bucket' as const, bucket: 'b'.repeat(length) })),
  fc.nat({ max: 50 }).map((group) => ({ kind: 'security-group' as const, groupId: `sg-${group}`, ruleIds })),
);

const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    eventID: anyText,
    eventTimeMs: timeMs,
    eventName: fc.oneof(anyText, fc.constant('ConsoleLogin')),
    eventSource: anyText,
    awsRegion: fc.oneof(anyText, fc.constant('eu-west-1')),
    accountId: anyText,
    errorCode: anyText,
    succeeded: fc.boolean(),
    actor,
    sourceIPAddress: anyText,
    userAgent: anyText,
    resources: listOf(anyText),
    subject,
  },
  { requiredKeys: ['eventID', 'actor', 'resources'] },
);

const reason: fc.Arbitrary<Reason> = fc.record(
  { selection: anyText, field: anyText, value: someJson, test: anyText },
  { requiredKeys: ['selection', 'value', 'test'] },
);

// Title and id are the rule author's and checked with the rule: of sensible length, of any characters.
const rule: fc.Arbitrary<RuleMeta> = fc.record(
  {
    id: text,
    name: text,
    title: text,
    level: fc.constantFrom(...levels),
    description: anyText,
    tags: listOf(text),
    references: listOf(text),
    falsepositives: listOf(anyText),
    trailguard: fc.record({ playbook: text, runbook: listOf(anyText) }, { requiredKeys: [] }),
    path: fc.constant('any.yml'),
  },
  { requiredKeys: ['id', 'title', 'level', 'tags', 'references', 'falsepositives', 'trailguard', 'path'] },
);

/** Detections of any content: hostile characters, huge texts, long lists, nothing at all. */
export const anyDetection: fc.Arbitrary<Detection> = fc.oneof(
  fc.record({ kind: fc.constant('record' as const), rule, evidence, reasons: listOf(reason) }),
  fc.record(
    {
      kind: fc.constant('correlation' as const),
      rule,
      group: fc.dictionary(text, anyText, { maxKeys: 5 }),
      evidence: listOf(evidence),
      eventCount: fc.nat(),
      firstEventID: anyText,
      firstSeenMs: timeMs,
      lastSeenMs: timeMs,
      reasons: listOf(reason),
      joined: fc.array(text, { maxLength: 25 }),
      update: fc.constantFrom('growing' as const, 'over' as const),
    },
    {
      requiredKeys: [
        'kind',
        'rule',
        'group',
        'evidence',
        'eventCount',
        'firstEventID',
        'firstSeenMs',
        'lastSeenMs',
        'reasons',
        'joined',
      ],
    },
  ),
);
