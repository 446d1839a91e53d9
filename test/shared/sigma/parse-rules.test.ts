import { describe, expect, it } from 'vitest';
import { parseRules } from '#shared/sigma/parse-rules.ts';
import { parseText, problemsOf } from './rule-helpers.ts';

const head = 'title: A rule\nlogsource: {product: aws, service: cloudtrail}\n';
const detection = 'detection: {selection: {eventName: X}, condition: selection}\n';
const rule = head + detection;

function messages(text: string): readonly string[] {
  return parseText(text).problems.map(({ message }) => message);
}

describe('parseRules', () => {
  it('takes everything that a rule says of itself', () => {
    const { rules, problems } = parseText(`title: Logging stopped
id: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c
name: cloudtrail/logging-stopped
status: test
description: Someone stopped a trail.
author: Alice, Bob
date: 2026-03-01
references:
  - https://example.com/a
tags: [attack.t1562.008]
logsource: {product: aws, service: cloudtrail, definition: all trails}
detection: {selection: {eventName: StopLogging}, condition: selection}
falsepositives: [Maintenance]
level: high
owner: team blue
trailguard:
  playbook: restart-trail
  runbook: [Ask the caller, Start the trail]
  dedup: [userIdentity.arn]
`);
    expect({ problems, metas: rules.map(({ meta }) => meta) }).toEqual({
      problems: [],
      metas: [
        {
          id: '0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c',
          name: 'cloudtrail/logging-stopped',
          title: 'Logging stopped',
          level: 'high',
          status: 'test',
          description: 'Someone stopped a trail.',
          author: 'Alice, Bob',
          tags: ['attack.t1562.008'],
          references: ['https://example.com/a'],
          falsepositives: ['Maintenance'],
          trailguard: {
            playbook: 'restart-trail',
            runbook: ['Ask the caller', 'Start the trail'],
            dedup: ['userIdentity.arn'],
          },
          path: 'under-test.yml',
        },
      ],
    });
  });

  it.each([
    ['the id', 'id: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c\nname: n\n', '0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c'],
    ['else the name', 'name: n\n', 'n'],
    ['else the title', '', 'A rule'],
  ])('is known by %s', (_, more, id) => {
    expect(parseText(rule + more).rules.map(({ meta }) => meta.id)).toEqual([id]);
  });

  it('has a level of medium where it says none', () => {
    expect(parseText(rule).rules.map(({ meta }) => meta.level)).toEqual(['medium']);
  });

  it.each([
    ['an empty optional key', `${rule}references:\ntags:\nlevel:\n`],
    ['a key of its own', `${rule}response: call someone\n`],
    ['only the service', rule.replace('product: aws, ', '')],
    ['only the product', rule.replace(', service: cloudtrail', '')],
    ['a logsource in capitals', rule.replace('aws', 'AWS')],
    ['one false positive without a list', `${rule}falsepositives: none known\n`],
    ['a file with a byte order mark', `\uFEFF${rule}`],
    ['lines that end as on Windows', rule.replaceAll('\n', '\r\n')],
    ['an empty document after it', `${rule}---\n`],
    ['comments and a marker before it', `# note\n---\n${rule}`],
    ['an anchor and its alias', `${head}detection: {a: &x {eventName: X}, b: *x, condition: a or b}\n`],
    ['the taxonomy of Sigma', `${rule}taxonomy: sigma\n`],
  ])('takes a rule with %s', (_, text) => {
    const { rules, problems } = parseText(text);
    expect({ count: rules.length, problems }).toEqual({ count: 1, problems: [] });
  });

  it.each([
    ['no title', detection + head.replace('title: A rule\n', ''), 'the rule has no title'],
    ['a title too long', rule.replace('A rule', 'A'.repeat(300)), 'the title is longer than 256 characters'],
    ['an id that is no UUID', `${rule}id: rule-1\n`, 'the id "rule-1" is not a UUID'],
    ['an unknown level', `${rule}level: urgent\n`, 'level cannot be "urgent"'],
    ['an unknown status', `${rule}status: new\n`, 'status cannot be "new"'],
    [
      'a tag without a namespace',
      `${rule}tags: [persistence]\n`,
      'the tag "persistence" is not of the form namespace.name',
    ],
    ['a tag in capitals', `${rule}tags: [attack.T1098]\n`, 'the tag "attack.T1098" is not of the form namespace.name'],
    ['a map as a tag', `${rule}tags: [{attack: t1098}]\n`, 'tags must be a list of texts'],
    ['another taxonomy', `${rule}taxonomy: ecs\n`, 'the taxonomy "ecs" is not supported'],
    ['a slip in a key', `${rule}levle: high\n`, 'unknown key "levle"'],
    [
      'a slip in detection',
      rule.replace('detection', 'detecton'),
      'the document has neither detection nor correlation nor filter',
    ],
    ['an unknown key under trailguard', `${rule}trailguard: {playbok: x}\n`, 'trailguard has no key "playbok"'],
    ['a text under trailguard', `${rule}trailguard: x\n`, 'trailguard must be a map'],
    [
      'another product',
      rule.replace('aws', 'windows'),
      "the rule is for other logs than CloudTrail's (product: windows, service: cloudtrail)",
    ],
    [
      'another service',
      rule.replace('cloudtrail', 'guardduty'),
      "the rule is for other logs than CloudTrail's (product: aws, service: guardduty)",
    ],
    [
      'only a category',
      `title: A rule\nlogsource: {category: dns}\n${detection}`,
      "the rule is for other logs than CloudTrail's (category: dns)",
    ],
    [
      'an empty logsource',
      `title: A rule\nlogsource: {}\n${detection}`,
      "the rule is for other logs than CloudTrail's (no product or service)",
    ],
    ['no logsource', `title: A rule\n${detection}`, 'the rule does not say which logs it is for'],
    ['no detection', head, 'the document has neither detection nor correlation nor filter'],
    ['a detection that is a list', `${head}detection: [a]\n`, 'detection must be a map'],
    ['no condition', `${head}detection: {selection: {eventName: X}}\n`, 'the detection has no condition'],
    [
      'a condition that is a map',
      `${head}detection: {selection: {a: b}, condition: {a: b}}\n`,
      'a condition must be a text',
    ],
    ['no conditions', `${head}detection: {selection: {a: b}, condition: []}\n`, 'the list of conditions is empty'],
    ['both kinds', `${rule}correlation: {}\n`, 'a rule cannot be both a detection and a correlation'],
    ['a filter in it', `${rule}filter: {}\n`, 'a rule cannot be both a detection and a filter'],
    ['a list', '- a\n', 'a rule must be a map'],
    ['nothing in it', '# to be written\n', 'the file has no rule'],
    ['a text', 'hello\n', 'a rule must be a map'],
  ])('refuses a rule with %s', (_, text, message) => {
    const { rules, problems } = parseText(text);
    expect({ count: rules.length, messages: problems.map((problem) => problem.message) }).toEqual({
      count: 0,
      messages: [message],
    });
  });

  it.each([
    ['an empty selection', 'selection: {}\ncondition: selection', 'the selection is empty'],
    ['an empty list', 'selection: []\ncondition: selection', 'the list is empty'],
    ['no values', 'selection: {f: []}\ncondition: selection', 'the list is empty'],
    ['a map as a value', 'selection: {f: {g: 1}}\ncondition: selection', 'a map stands where a value should'],
    ['a list in a list of values', 'selection: {f: [[a]]}\ncondition: selection', 'a list stands where a value should'],
    ['a list in a list of maps', 'selection: [{f: a}, [b]]\ncondition: selection', 'a list stands inside a list'],
    ['null as a keyword', 'selection: [null]\ncondition: selection', 'a keyword must be a text'],
    [
      'a field with a space',
      'selection: {"event Name": a}\ncondition: selection',
      'the field "event Name" has a space in it',
    ],
    ['a field with an empty part', 'selection: {a..b: c}\ncondition: selection', 'the field "a..b" has an empty part'],
    [
      'a block over a list',
      'selection: {"a[any].b": c}\ncondition: selection',
      'blocks over lists such as "a[any].b" are not supported yet',
    ],
    [
      'an index that is none',
      'selection: {"a[x]": c}\ncondition: selection',
      'the field "a[x]" has brackets that are no index',
    ],
    [
      'an account without its zero',
      'selection: {f: 012345678901}\ncondition: selection',
      '012345678901 is read as the number 12345678901',
    ],
    [
      'a version as a number',
      'selection: {eventVersion: 1.10}\ncondition: selection',
      '1.10 is read as the number 1.1',
    ],
    [
      'a number too long',
      'selection: {f: 12345678901234567890}\ncondition: selection',
      '12345678901234567890 is read as the number 12345678901234567000',
    ],
    ['a timeframe', 'selection: {f: a}\ntimeframe: 5m\ncondition: selection', 'timeframe is no longer part of Sigma'],
  ])('refuses a detection with %s', (_, text, message) => {
    expect(problemsOf(text)).toEqual([message]);
  });

  it.each([
    ['broken YAML', 'title: "a\n', /^not good YAML/],
    ['a key given twice', `${rule}level: low\nlevel: high\n`, /^not good YAML: Map keys must be unique$/],
    ['a tab', 'title: a\ndetection:\n\tselection: x\n', /^not good YAML/],
    ['an unknown tag', `${rule}author: !!python/object:os.system x\n`, /^not good YAML/],
    ['an alias of nothing', `${rule}author: *nobody\n`, /^there is no anchor "nobody" before this alias$/],
    [
      'a merge key',
      `${head}detection: {a: &x {f: 1}, b: {<<: *x}, condition: a}\n`,
      /^merge keys are not part of YAML 1.2$/,
    ],
    ['a list as a key', `${rule}? [a]\n: b\n`, /^(not good YAML|a key must be a plain text)/],
    ['an alias of itself', `${rule}owner: &a [*a]\n`, /^the document is too large or nested too deep/],
    ['aliases that multiply', `${rule}${bomb()}`, /^the document is too large or nested too deep/],
    ['brackets without end', '['.repeat(50_000), /^(not good YAML|the file cannot be read as YAML)/],
    ['more text than any rule', `# ${'x'.repeat(1_100_000)}`, /^the file is longer/],
  ])('refuses %s', (_, text, message) => {
    const found = messages(text);
    expect(found[0]).toMatch(message);
  });

  it('finds all problems of all files, each in its place', () => {
    const broken = `title: One
id: x
level: hihg
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventName|contain: A
    errorCode|cidr: 10.0.0.1/8
  condition: selection and filtr
`;
    const { problems } = parseRules([
      { file: 'rules/one.yml', path: 'one.yml', text: broken },
      { file: 'rules/two.yml', path: 'two.yml', text: 'title: [' },
      {
        file: 'rules/three.yml',
        path: 'three.yml',
        text: `${rule}---\n${rule.replace('A rule', 'Other').replace('X', 'Y')}status: old\n`,
      },
    ]);
    expect(problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)).toEqual([
      'rules/one.yml:2:5 the id "x" is not a UUID',
      'rules/one.yml:3:8 level cannot be "hihg"',
      'rules/one.yml:7:5 there is no modifier "contain"',
      'rules/one.yml:8:21 "10.0.0.1/8" has bits set beyond its prefix',
      'rules/one.yml:9:28 there is no selection "filtr"',
      expect.stringMatching(/^rules\/two\.yml:1:\d+ not good YAML/),
      'rules/three.yml:8:9 status cannot be "old"',
    ]);
  });

  it('reports where the syntax first breaks, not what follows from it', () => {
    const { problems } = parseText('title: one: two\ndetection: [a\n- b\n');
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [1, expect.stringContaining('not good YAML')],
    ]);
  });

  it('keeps good rules beside bad ones', () => {
    const { rules } = parseText(`${rule}---\ntitle: Bad\n---\n${rule.replace('A rule', 'Another')}`);
    expect(rules.map(({ meta }) => meta.title)).toEqual(['A rule', 'Another']);
  });

  it.each([
    [
      'id, in other case',
      'id: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c\n',
      'id: 0F9A1B2C-3d4e-4f5a-8b6c-7d8e9f0a1b2c\n',
      'the id "0F9A1B2C-3d4e-4f5a-8b6c-7d8e9f0a1b2c" is taken by "A rule" in a.yml',
    ],
    [
      'name',
      'name: n\nid: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c\n',
      'name: n\n',
      'the name "n" is taken by "A rule" in a.yml',
    ],
    ['title, where that is all they have', '', 'level: high\n', 'the id "A rule" is taken by "A rule" in a.yml'],
  ])('keeps the first of two rules with the same %s', (_, first, second, message) => {
    const { rules, problems } = parseRules([
      { file: 'rules/a.yml', path: 'a.yml', text: rule + first },
      { file: 'rules/b.yml', path: 'b.yml', text: rule + second },
    ]);
    expect({
      paths: rules.map(({ meta }) => meta.path),
      problems: problems.map((problem) => [problem.file, problem.message]),
    }).toEqual({
      paths: ['a.yml'],
      problems: [['rules/b.yml', message]],
    });
  });

  it('takes a rule that is stated twice, word for word, once', () => {
    const { rules, problems } = parseRules([
      { file: 'rules/a.yml', path: 'a.yml', text: rule },
      { file: 'rules/b.yml', path: 'b.yml', text: `# restated\n${rule}` },
    ]);
    expect(problems).toEqual([]);
    expect(rules.map(({ meta }) => meta.path)).toEqual(['a.yml']);
  });

  it('takes an alias for the last anchor of its name', () => {
    const { rules } = parseText(`${head}x: &a {y: &b One}
author: &b Two
z: *a
description: *b
${detection}`);
    expect(rules.map(({ meta }) => meta.description)).toEqual(['Two']);
  });

  it('joins several conditions by or', () => {
    const { rules } = parseText(`${head}detection: {a: {f: 1}, b: {f: 2}, condition: [a, b]}\n`);
    expect(rules.map(({ condition }) => condition)).toEqual([
      {
        kind: 'any',
        of: [
          { kind: 'selection', name: 'a' },
          { kind: 'selection', name: 'b' },
        ],
      },
    ]);
  });
});

/** Ten lists of ten aliases each, one in the other: 10^10 nodes. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, at) => `x${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(10)}]\n`);
  return `x0: &l0 [a]\n${levels.join('')}`;
}
