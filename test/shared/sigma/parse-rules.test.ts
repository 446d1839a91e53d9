import { describe, expect, it } from 'vitest';
import { parseRules } from '#shared/sigma/parse-rules.ts';
import { inOneLine, parseText, problemsOf } from './rule-helpers.ts';

const head = 'title: A rule\nlogsource: {product: aws, service: cloudtrail}\n';
const detection = 'detection: {selection: {eventName: X}, condition: selection}\n';
const rule = head + detection;

function messages(text: string): readonly string[] {
  return parseText(text).problems.map(inOneLine);
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
    [
      'no title',
      detection + head.replace('title: A rule\n', ''),
      '1:1 the rule has no title (add title: with what the rule is meant to detect)',
    ],
    [
      'a title too long',
      rule.replace('A rule', 'A'.repeat(300)),
      '1:1 the title is longer than 256 characters (shorten it and move the rest to description)',
    ],
    [
      'an id that is no UUID',
      `${rule}id: rule-1\n`,
      '4:5 the id "rule-1" is not a UUID (make one with uuidgen; a readable name goes under name)',
    ],
    [
      'an unknown level',
      `${rule}level: urgent\n`,
      '4:8 level cannot be "urgent" (use one of informational, low, medium, high, critical)',
    ],
    [
      'an unknown status',
      `${rule}status: new\n`,
      '4:9 status cannot be "new" (use one of stable, test, experimental, deprecated, unsupported)',
    ],
    [
      'a tag without a namespace',
      `${rule}tags: [persistence]\n`,
      '4:1 the tag "persistence" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
    ],
    [
      'a tag in capitals',
      `${rule}tags: [attack.T1098]\n`,
      '4:1 the tag "attack.T1098" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
    ],
    [
      'a map as a tag',
      `${rule}tags: [{attack: t1098}]\n`,
      '4:8 tags must be a list of texts (write one text after each dash)',
    ],
    [
      'another taxonomy',
      `${rule}taxonomy: ecs\n`,
      '4:1 the taxonomy "ecs" is not supported (name fields as CloudTrail\'s records do, and leave taxonomy out)',
    ],
    [
      'a slip in a key',
      `${rule}levle: high\n`,
      '4:1 unknown key "levle" (did you mean "level"? a key of your own needs a name less like it)',
    ],
    [
      'a slip in detection',
      rule.replace('detection', 'detecton'),
      '3:1 the document has neither detection nor correlation nor filter (is "detecton" meant to be one?)',
    ],
    [
      'an unknown key under trailguard',
      `${rule}trailguard: {playbok: x}\n`,
      '4:14 trailguard has no key "playbok" (did you mean "playbook"?)',
    ],
    [
      'a text under trailguard',
      `${rule}trailguard: x\n`,
      '4:13 trailguard must be a map (use the keys playbook, runbook, dedup, fastWay)',
    ],
    [
      'another product',
      rule.replace('aws', 'windows'),
      "2:1 the rule is for other logs than CloudTrail's (product: windows, service: cloudtrail) (CloudTrail rules have product: aws and service: cloudtrail)",
    ],
    [
      'another service',
      rule.replace('cloudtrail', 'guardduty'),
      "2:1 the rule is for other logs than CloudTrail's (product: aws, service: guardduty) (CloudTrail rules have product: aws and service: cloudtrail)",
    ],
    [
      'only a category',
      `title: A rule\nlogsource: {category: dns}\n${detection}`,
      "2:1 the rule is for other logs than CloudTrail's (category: dns) (CloudTrail rules have product: aws and service: cloudtrail)",
    ],
    [
      'an empty logsource',
      `title: A rule\nlogsource: {}\n${detection}`,
      "2:1 the rule is for other logs than CloudTrail's (no product or service) (CloudTrail rules have product: aws and service: cloudtrail)",
    ],
    [
      'no logsource',
      `title: A rule\n${detection}`,
      '1:1 the rule does not say which logs it is for (add logsource; CloudTrail rules have product: aws and service: cloudtrail)',
    ],
    [
      'no detection',
      head,
      '1:1 the document has neither detection nor correlation nor filter (add detection: with selections and a condition)',
    ],
    ['a detection that is a list', `${head}detection: [a]\n`, '3:1 detection must be a map (indent its keys under it)'],
    [
      'no condition',
      `${head}detection: {selection: {eventName: X}}\n`,
      '3:12 the detection has no condition (add condition: with the names of the selections)',
    ],
    [
      'a condition that is a map',
      `${head}detection: {selection: {a: b}, condition: {a: b}}\n`,
      '3:43 a condition must be a text (name the selections, joined by and, or, not)',
    ],
    [
      'no conditions',
      `${head}detection: {selection: {a: b}, condition: []}\n`,
      '3:32 the list of conditions is empty (list at least one)',
    ],
    [
      'both kinds',
      `${rule}correlation: {}\n`,
      '4:1 a rule cannot be both a detection and a correlation (put the correlation into a document of its own, after a line with ---)',
    ],
    [
      'a filter in it',
      `${rule}filter: {}\n`,
      '4:1 a rule cannot be both a detection and a filter (put the filter into a document of its own, after a line with ---)',
    ],
    ['a list', '- a\n', '1:1 a rule must be a map (start with title: and what the rule is meant to detect)'],
    ['nothing in it', '# to be written\n', '1:1 the file has no rule (write one, or delete the file)'],
    ['a text', 'hello\n', '1:1 a rule must be a map (start with title: and what the rule is meant to detect)'],
  ])('refuses a rule with %s', (_, text, message) => {
    const { rules, problems } = parseText(text);
    expect({ count: rules.length, messages: problems.map(inOneLine) }).toEqual({
      count: 0,
      messages: [message],
    });
  });

  it.each([
    [
      'an empty selection',
      'selection: {}\ncondition: selection',
      '8:14 the selection is empty (name at least one field and its value)',
    ],
    ['an empty list', 'selection: []\ncondition: selection', '8:14 the list is empty (list at least one value)'],
    ['no values', 'selection: {f: []}\ncondition: selection', '8:18 the list is empty (list at least one value)'],
    [
      'a map as a value',
      'selection: {f: {g: 1}}\ncondition: selection',
      '8:18 a map stands where a value should (join the names of nested fields by dots)',
    ],
    [
      'a list in a list of values',
      'selection: {f: [[a]]}\ncondition: selection',
      '8:19 a list stands where a value should (join the names of nested fields by dots)',
    ],
    [
      'a list in a list of maps',
      'selection: [{f: a}, [b]]\ncondition: selection',
      '8:23 a list stands inside a list (put its values into the outer list)',
    ],
    [
      'null as a keyword',
      'selection: [null]\ncondition: selection',
      '8:15 a keyword must be a text (put the text into quotes)',
    ],
    [
      'a field with a space',
      'selection: {"event Name": a}\ncondition: selection',
      '8:15 the field "event Name" has a space in it (write the path without spaces)',
    ],
    [
      'a field with an empty part',
      'selection: {a..b: c}\ncondition: selection',
      '8:15 the field "a..b" has an empty part (write one dot between two names)',
    ],
    [
      'a block over a list',
      'selection: {"a[any].b": c}\ncondition: selection',
      '8:15 blocks over lists such as "a[any].b" are not supported yet (a plain path matches if any member of a list does; name the members by it)',
    ],
    [
      'an index that is none',
      'selection: {"a[x]": c}\ncondition: selection',
      '8:15 the field "a[x]" has brackets that are no index (write [0] right after the name of a list)',
    ],
    [
      'an account without its zero',
      'selection: {f: 012345678901}\ncondition: selection',
      "8:18 012345678901 is read as the number 12345678901 (write '012345678901' in quotes for the text, 12345678901 for the number)",
    ],
    [
      'a version as a number',
      'selection: {eventVersion: 1.10}\ncondition: selection',
      "8:29 1.10 is read as the number 1.1 (write '1.10' in quotes for the text, 1.1 for the number)",
    ],
    [
      'a number too long',
      'selection: {f: 12345678901234567890}\ncondition: selection',
      "8:18 12345678901234567890 is read as the number 12345678901234567000 (write '12345678901234567890' in quotes for the text, 12345678901234567000 for the number)",
    ],
    [
      'a timeframe',
      'selection: {f: a}\ntimeframe: 5m\ncondition: selection',
      '9:3 timeframe is no longer part of Sigma (write a correlation with a timespan that refers to the rule)',
    ],
  ])('refuses a detection with %s', (_, text, message) => {
    expect(problemsOf(text)).toEqual([message]);
  });

  const tooLarge = 'the document is too large or nested too deep once its aliases are followed (write it flat)';
  it.each([
    [
      'broken YAML',
      'title: "a\n',
      '2:1 not good YAML: Missing closing "quote (check the indentation and the quotes around this place)',
    ],
    [
      'a key given twice',
      `${rule}level: low\nlevel: high\n`,
      '5:1 not good YAML: Map keys must be unique (give the key once; put several values into a list)',
    ],
    [
      'a tab',
      'title: a\ndetection:\n\tselection: x\n',
      '3:1 not good YAML: Tabs are not allowed as indentation (indent with spaces)',
    ],
    [
      'an unknown tag',
      `${rule}author: !!python/object:os.system x\n`,
      '4:9 not good YAML: Unresolved tag: tag:yaml.org,2002:python/object:os.system (leave the tag out)',
    ],
    [
      'an alias of nothing',
      `${rule}author: *nobody\n`,
      '4:9 there is no anchor "nobody" before this alias (put quotes around a text that starts with *)',
    ],
    [
      'an alias before its anchor',
      `${rule}author: *late\nowner: &late x\n`,
      '4:9 there is no anchor "late" before this alias (put quotes around a text that starts with *)',
    ],
    [
      'a merge key',
      `${head}detection: {a: &x {f: 1}, b: {<<: *x}, condition: a}\n`,
      '3:31 merge keys are not part of YAML 1.2 (write the keys out)',
    ],
    [
      'a list as a key',
      `${rule}? [a]\n: b\n`,
      '4:3 a key must be a plain text (write the key before the colon, in quotes if need be)',
    ],
    [
      'an empty key',
      `${rule}"": b\n`,
      '4:1 a key must be a plain text (write the key before the colon, in quotes if need be)',
    ],
    ['an alias of itself', `${rule}owner: &a [*a]\n`, `4:11 ${tooLarge}`],
    ['aliases that multiply', `${rule}${bomb()}`, `6:55 ${tooLarge}`],
    ['lists deeper than 100', `${rule}owner: ${'['.repeat(101)}${']'.repeat(101)}\n`, `4:108 ${tooLarge}`],
    [
      'more text than any rule',
      `# ${'x'.repeat(1_000_000)}`,
      '1:1 the file is longer than 1000000 characters (split it)',
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(messages(text)).toEqual([problem]);
  });

  it('refuses brackets without end, wherever the YAML parser gives up', () => {
    const [problem, ...others] = messages('['.repeat(50_000));
    expect(problem).toMatch(/^1:\d+ (not good YAML|the file cannot be read as YAML): .+ \(.+\)$/);
    expect(others).toEqual([]);
  });

  it('takes lists a hundred deep', () => {
    expect(messages(`${rule}owner: ${'['.repeat(100)}${']'.repeat(100)}\n`)).toEqual([]);
  });

  it('takes a text as long as can be', () => {
    expect(messages(`${rule}# ${'x'.repeat(1_000_000 - rule.length - 2)}`)).toEqual([]);
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
      '4:1 the id "0F9A1B2C-3d4e-4f5a-8b6c-7d8e9f0a1b2c" is taken by "A rule" in a.yml (give each rule its own)',
    ],
    [
      'name',
      'name: n\nid: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c\n',
      'name: n\n',
      '1:1 the name "n" is taken by "A rule" in a.yml (give each rule its own)',
    ],
    [
      'title, where that is all they have',
      '',
      'level: high\n',
      '1:1 the id "A rule" is taken by "A rule" in a.yml (give each rule its own)',
    ],
  ])('keeps the first of two rules with the same %s', (_, first, second, message) => {
    const { rules, problems } = parseRules([
      { file: 'rules/a.yml', path: 'a.yml', text: rule + first },
      { file: 'rules/b.yml', path: 'b.yml', text: rule + second },
    ]);
    expect({
      paths: rules.map(({ meta }) => meta.path),
      problems: problems.map((problem) => [problem.file, inOneLine(problem)]),
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
