import { describe, expect, it } from 'vitest';
import { defaultResponseSettings } from '#shared/model/response-settings.ts';
import { parseSettings } from '#shared/settings/parse-settings.ts';

const parse = (text: string) => parseSettings('trailguard.yml', text);

const problemsOf = (text: string): readonly string[] =>
  parse(text).problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} | ${hint}`);

const defaults = {
  file: 'trailguard.yml',
  builtin: true,
  rules: [],
  filters: [],
  dedupWindowMs: 3_600_000,
  overrides: [],
  responses: defaultResponseSettings,
};

describe('settings', () => {
  it.each<[string, string, object]>([
    ['nothing', '', {}],
    ['a comment', '# not yet\n', {}],
    ['an empty map', '{}', {}],
    ['no rules that come with it', 'builtin: false', { builtin: false }],
    ['folders', 'rules: [ours]', { rules: [{ text: 'ours', place: { line: 1, column: 9 } }] }],
    ['filters', 'filters:\n  - a.yml', { filters: [{ text: 'a.yml', place: { line: 2, column: 5 } }] }],
    ['a window in seconds', 'dedup: { window: 90s }', { dedupWindowMs: 90_000 }],
    ['a window in minutes', 'dedup: { window: 30m }', { dedupWindowMs: 1_800_000 }],
    ['the longest window', 'dedup: { window: 7d }', { dedupWindowMs: 604_800_000 }],
    ['dedup without a window', 'dedup: {}', {}],
    [
      'an override, off as a word and not as false',
      'overrides: [{ rules: [a], mode: off, level: low, reason: why }]',
      {
        overrides: [
          { rules: [{ text: 'a', place: { line: 1, column: 23 } }], mode: 'off', level: 'low', reason: 'why' },
        ],
      },
    ],
    [
      'what playbooks may do',
      'playbooks: { kms-key-deletion: { mode: off }, s3-public-acl: { mode: apply, close: block } }',
      {
        responses: {
          ...defaultResponseSettings,
          playbooks: { 'kms-key-deletion': { mode: 'off' }, 's3-public-acl': { mode: 'apply', close: 'block' } },
        },
      },
    ],
    [
      'an exemption',
      'exemptions: [{ reason: why, playbooks: [kms-key-deletion], accounts: ["123456789012"], tags: { a: b } }]',
      {
        responses: {
          ...defaultResponseSettings,
          exemptions: [
            { reason: 'why', playbooks: ['kms-key-deletion'], accounts: ['123456789012'], tags: { a: 'b' } },
          ],
        },
      },
    ],
    [
      'a part of the budget',
      'budget: { attempts: 2, approval: 30m }',
      {
        responses: {
          ...defaultResponseSettings,
          budget: { ...defaultResponseSettings.budget, attempts: 2, approvalMs: 1_800_000 },
        },
      },
    ],
    [
      'all of the budget',
      'budget: { within: 1h, reversals: 1, fresh: 15m }',
      {
        responses: {
          ...defaultResponseSettings,
          budget: { ...defaultResponseSettings.budget, withinMs: 3_600_000, reversals: 1, freshMs: 900_000 },
        },
      },
    ],
  ])('take %s', (_, text, expected) => {
    expect(parse(text)).toEqual({ settings: { ...defaults, ...expected }, problems: [], knowsRules: true });
  });

  it.each<[string, string, readonly string[]]>([
    ['an unknown key', 'ruls: [a]', ['1:1 unknown key "ruls" | did you mean "rules"?']],
    [
      'a key that every object has',
      'constructor: 1',
      [
        '1:1 unknown key "constructor" | known are: builtin, rules, filters, dedup, overrides, playbooks, exemptions, budget',
      ],
    ],
    [
      'a key that is a prototype',
      '__proto__: 1',
      [
        '1:1 unknown key "__proto__" | known are: builtin, rules, filters, dedup, overrides, playbooks, exemptions, budget',
      ],
    ],
    ['an unknown key further in', 'dedup:\n  windw: 1h', ['2:3 unknown key "windw" | did you mean "window"?']],
    ['a list for a file', '- rules', ['1:1 a settings file must be a map | write key: value, one on each line']],
    ['a word for a switch', 'builtin: yes', ['1:10 builtin must be true or false | write it like true, false']],
    ['a text for a list', 'rules: ours', ['1:8 rules must be a list | write it like ["our-rules"]']],
    [
      'a number for a path',
      'rules: [1]',
      ['1:9 an entry of rules must be a text | write a text, in quotes if it looks like a number'],
    ],
    [
      'an empty path',
      "filters: ['']",
      ['1:11 an entry of filters is an empty text | write something between the quotes, or take it out'],
    ],
    ['nothing after a key', 'rules:', ['1:7 rules must be a list | write it like ["our-rules"]']],
    ['a window without its unit', 'dedup: { window: 60 }', ['1:18 window must be a text | write it like 30m, 1h, 2d']],
    ['a window of nothing', 'dedup: { window: 0h }', ['1:18 window cannot be "0h" | write it like 30m, 1h, 2d']],
    ['a window in weeks', 'dedup: { window: 1w }', ['1:18 window cannot be "1w" | write it like 30m, 1h, 2d']],
    [
      'a window beyond what is kept',
      'dedup: { window: 8d }',
      ['1:18 window cannot be as long as 8d | write 7d or less'],
    ],
    [
      'an unknown mode',
      'overrides: [{ rules: [a], mode: obsrve }]',
      ['1:33 mode cannot be "obsrve" | did you mean "observe"?'],
    ],
    [
      'a mode left empty',
      'overrides: [{ rules: [a], mode: }]',
      ['1:33 mode cannot be left empty | known are: off, observe, alert'],
    ],
    [
      'a map for a level',
      'overrides: [{ rules: [a], level: {} }]',
      ['1:34 level cannot be a map | known are: informational, low, medium, high, critical'],
    ],
    [
      'a list for a level',
      'overrides: [{ rules: [a], level: [low] }]',
      ['1:34 level cannot be a list | known are: informational, low, medium, high, critical'],
    ],
    [
      'an override for no rules',
      'overrides: [{ mode: off }]',
      ['1:13 an entry of overrides has no rules | add rules: ["iam/root-credentials-used","s3/*"]'],
    ],
    [
      'an override for an empty list',
      'overrides: [{ rules: [], mode: off }]',
      ['1:22 rules is an empty list | write it like ["iam/root-credentials-used","s3/*"]'],
    ],
    [
      'an override that changes nothing',
      'overrides: [{ rules: [a], reason: b }]',
      ['1:13 an entry of overrides changes nothing | add mode: or level:'],
    ],
    // The key that is missing is there, under a wrong name.
    [
      'a slip of the pen, once',
      'overrides: [{ rules: [a], mdoe: off }]',
      ['1:27 unknown key "mdoe" | did you mean "mode"?'],
    ],
    [
      'a playbook that there is not',
      'playbooks: { s3-public-polcy: { mode: plan } }',
      ['1:14 unknown key "s3-public-polcy" | did you mean "s3-public-policy"?'],
    ],
    [
      'a mode of playbooks that there is not',
      'playbooks: { kms-key-deletion: { mode: on } }',
      ['1:40 mode cannot be "on" | known are: off, plan, approve, apply'],
    ],
    [
      'a playbook without a mode',
      'playbooks: { kms-key-deletion: {} }',
      ['1:32 kms-key-deletion has no mode | add mode, as in {"mode":"approve"}'],
    ],
    [
      'a way to close what is no bucket',
      'playbooks: { kms-key-deletion: { mode: plan, close: block } }',
      ['1:46 unknown key "close" | known are: mode'],
    ],
    [
      'an exemption without a reason',
      'exemptions: [{ resources: [a], actors: [b] }]',
      ['1:14 an entry of exemptions has no reason | add reason: our website'],
    ],
    [
      'an exemption of an ARN that lacks fields, and matches none',
      'exemptions: [{ reason: a, resources: ["arn:aws:s3:*"] }]',
      ['1:39 an entry of resources cannot be "arn:aws:s3:*" | write it like arn:aws:s3:::www.*'],
    ],
    [
      'an exemption of everything',
      'exemptions: [{ reason: a }]',
      [
        '1:14 an entry of exemptions says too little | write it like {"resources":["arn:aws:s3:::www.*"],"reason":"our website"}',
      ],
    ],
    [
      'an account that is a number',
      'exemptions: [{ reason: a, accounts: [123456789012] }]',
      ['1:38 an entry of accounts must be a text | write it like 123456789012'],
    ],
    ['a budget of nothing', 'budget: { attempts: 0 }', ['1:21 attempts cannot be "0" | write a number from 1 to 100']],
    ['a budget in words', 'budget: { attempts: a }', ['1:21 attempts must be a whole number | write it like 5']],
    ['two documents', 'builtin: true\n---\nrules: [a]', ['3:1 settings are one document | take out the line with ---']],
    [
      'a key given twice',
      'builtin: true\nbuiltin: false',
      ['2:1 not good YAML: Map keys must be unique | give the key once; put several values into a list'],
    ],
    [
      'broken YAML',
      'rules: [a',
      [
        '1:10 not good YAML: Flow sequence in block collection must be sufficiently indented and end with a ] | check the indentation and the quotes around this place',
      ],
    ],
  ])('refuse %s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('tell all problems at once, in the order of the lines', () => {
    const text = 'overrides:\n  - rules: []\n    mode: on\nbuiltin: 1\nrulez: []\ndedup: { window: 9d }\n';
    expect(parse(text).problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  it.each<[string, string, object]>([
    ['a path', 'rules: [1]\nbuiltin: false', { builtin: false }],
    ['a window', 'dedup: { window: 1x }\nbuiltin: false', { builtin: false }],
    [
      'a mode',
      'overrides: [{ rules: [a], mode: on, level: low }]',
      { overrides: [{ rules: [{ text: 'a', place: { line: 1, column: 23 } }], level: 'low' }] },
    ],
    ['a playbook', 'playbooks: { a: {}, kms-key-deletion: { mode: apply } }\nbuiltin: false', { builtin: false }],
  ])('keep the rest where %s is refused', (_, text, expected) => {
    expect(parse(text).settings).toEqual({ ...defaults, ...expected });
  });

  it.each<[string, string, boolean]>([
    ['what follows after the rules is refused', 'filters: 1\ndedup: 1\noverrides: 1', true],
    ['the rules are refused', 'rules: 1', false],
    ['an unknown key may have been meant to add some', 'rulz: [a]', false],
    ['nothing can be read', 'rules: [a', false],
  ])('say whether they know all rules when %s', (_, text, expected) => {
    expect(parse(text).knowsRules).toBe(expected);
  });
});
