import { describe, expect, it } from 'vitest';
import { inOneLine, parseText, ruleText } from './rule-helpers.ts';

const whole = `title: A rule
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: X}, condition: selection}
`;

const bases = `title: Call denied
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: X}, condition: selection}
id: 11111111-1111-4111-8111-111111111111
name: denied
level: low
---
title: Signed in
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: X}, condition: selection}
id: 22222222-2222-4222-8222-222222222222
level: high
---
`;

/** A correlation whose lines begin at line 16. */
function correlation(...lines: readonly string[]): string {
  return `${bases}title: Under test\ncorrelation:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

const counted = ['type: event_count', 'rules: [denied]', 'timespan: 10m'];

/** Name, text, all that a person reads of what is wrong with it. */
type Row = readonly [string, string, readonly string[]];

const problemsIn = (text: string): readonly string[] => parseText(text).problems.map(inOneLine);

describe('what is said of a rule with', () => {
  it.each<Row>([
    [
      'a blank title',
      whole.replace('A rule', '" "'),
      ['1:1 the rule has no title (add title: with what the rule is meant to detect)'],
    ],
    [
      'a title that is not there',
      whole.replace('A rule', ''),
      ['1:1 the rule has no title (add title: with what the rule is meant to detect)'],
    ],
    ['a title of 256 characters', whole.replace('A rule', 'A'.repeat(256)), []],
    [
      'a title of 257',
      whole.replace('A rule', 'A'.repeat(257)),
      ['1:1 the title is longer than 256 characters (shorten it and move the rest to description)'],
    ],
    [
      'an id with a letter more',
      `${whole}id: 0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2cd\n`,
      [
        '4:5 the id "0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2cd" is not a UUID (make one with uuidgen; a readable name goes under name)',
      ],
    ],
    [
      'an id with a letter before',
      `${whole}id: x0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c\n`,
      [
        '4:5 the id "x0f9a1b2c-3d4e-4f5a-8b6c-7d8e9f0a1b2c" is not a UUID (make one with uuidgen; a readable name goes under name)',
      ],
    ],
    ['a list as its id', `${whole}id: [a]\n`, ['4:5 id must be a text (put a text after the colon)']],
    ['a list as its level', `${whole}level: [low]\n`, ['4:8 level must be a text (put a text after the colon)']],
    [
      'a space in a tag',
      `${whole}tags: [a b.c]\n`,
      [
        '4:1 the tag "a b.c" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
      ],
    ],
    [
      'a space at the end of a tag',
      `${whole}tags: [a.b c]\n`,
      [
        '4:1 the tag "a.b c" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
      ],
    ],
    [
      'nothing after the dot of a tag',
      `${whole}tags: [a.]\n`,
      [
        '4:1 the tag "a." is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
      ],
    ],
    ['every character that a tag may have', `${whole}tags: [a-_9.b.c-_1]\n`, []],
    [
      'two bad tags',
      `${whole}tags: [a, b]\n`,
      [
        '4:1 the tag "a" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
        '4:1 the tag "b" is not of the form namespace.name (use lower-case letters, digits, _ and -, as in attack.t1098)',
      ],
    ],
    [
      'a map as its author',
      `${whole}author: [{a: b}]\n`,
      ['4:10 author must be a list of texts (write one text after each dash)'],
    ],
    [
      'a number as its taxonomy',
      `${whole}taxonomy: 5\n`,
      ['4:1 the taxonomy "5" is not supported (name fields as CloudTrail\'s records do, and leave taxonomy out)'],
    ],
    [
      'a map in its runbook',
      `${whole}trailguard: {runbook: [{a: b}]}\n`,
      ['4:24 runbook must be a list of texts (write one text after each dash)'],
    ],
    [
      'fastWay as anything but true or false',
      `${whole}level: informational\ntrailguard: {fastWay: late}\n`,
      ['5:23 fastWay cannot be "late" (use one of true, false)'],
    ],
    [
      'fastWay: false in a rule that alerts by itself',
      `${whole}level: low\ntrailguard: {fastWay: false}\n`,
      [
        '5:14 fastWay: false is for rules of level informational: this one would alert late (leave fastWay out, or have a correlation alert)',
      ],
    ],
    ['nothing under trailguard', `${whole}trailguard:\n`, []],
    ['one field under dedup', `${whole}trailguard: {dedup: eventName}\n`, []],
    [
      'a text as its logsource',
      whole.replace('{product: aws, service: cloudtrail}', 'aws'),
      [
        '2:1 the rule does not say which logs it is for (add logsource; CloudTrail rules have product: aws and service: cloudtrail)',
      ],
    ],
    ['a category too', whole.replace('product: aws', 'product: aws, category: x'), []],
    [
      'a list as its product',
      whole.replace('aws', '[aws]'),
      ['2:22 product must be a text (put a text after the colon)'],
    ],
    ['its service in other case', whole.replace('cloudtrail', 'CloudTrail'), []],
    ['a key of its own like no other', `${whole}zzzzzz: x\n`, []],
    ['a key of its own like one that is there', `${whole}level: low\nlevle: high\n`, []],
    [
      'a slip in detection',
      'title: A\ndetectio: {}\n',
      ['2:1 the document has neither detection nor correlation nor filter (is "detectio" meant to be one?)'],
    ],
    [
      'a correlation and a filter',
      'title: A\ncorrelation: {}\nfilter: {}\n',
      [
        '3:1 a rule cannot be both a correlation and a filter (put the filter into a document of its own, after a line with ---)',
      ],
    ],
    [
      'a list as its correlation',
      'title: A\ncorrelation: [a]\n',
      ['2:1 correlation must be a map (indent its keys under it)'],
    ],
    [
      'nothing as its correlation',
      'title: A\ncorrelation:\n',
      ['2:1 correlation must be a map (indent its keys under it)'],
    ],
  ])('%s', (_, text, problems) => expect(problemsIn(text)).toEqual(problems));
});

describe('what is said of a detection, from line 8, with', () => {
  it.each<Row>([
    [
      'an index of nothing',
      's: {"[0]": a}\ncondition: s',
      ['8:7 the field "[0]" has brackets that are no index (write [0] right after the name of a list)'],
    ],
    ['an index of an index', 's: {"a[0][1].b": a}\ncondition: s', []],
    ['an index from the end', 's: {"a[-1]": a}\ncondition: s', []],
    [
      'a name after an index',
      's: {"a[0]b": a}\ncondition: s',
      ['8:7 the field "a[0]b" has brackets that are no index (write [0] right after the name of a list)'],
    ],
    [
      'a field that begins with a dot',
      's: {.a: a}\ncondition: s',
      ['8:7 the field ".a" has an empty part (write one dot between two names)'],
    ],
    [
      'a field that ends with a dot',
      's: {"a.": a}\ncondition: s',
      ['8:7 the field "a." has an empty part (write one dot between two names)'],
    ],
    [
      'a block any of a list',
      's: {"a[any]": b}\ncondition: s',
      [
        '8:7 blocks over lists such as "a[any]" are not supported yet (a plain path matches if any member of a list does; name the members by it)',
      ],
    ],
    [
      'a block all of a list',
      's: {"a[all]": b}\ncondition: s',
      [
        '8:7 blocks over lists such as "a[all]" are not supported yet (a plain path matches if any member of a list does; name the members by it)',
      ],
    ],
    [
      'a block all_or_empty of a list',
      's: {"a[all_or_empty]": b}\ncondition: s',
      [
        '8:7 blocks over lists such as "a[all_or_empty]" are not supported yet (a plain path matches if any member of a list does; name the members by it)',
      ],
    ],
    [
      'a block none of a list',
      's: {"a[none]": b}\ncondition: s',
      [
        '8:7 blocks over lists such as "a[none]" are not supported yet (a plain path matches if any member of a list does; name the members by it)',
      ],
    ],
    [
      'a block some of a list',
      's: {"a[some]": b}\ncondition: s',
      ['8:7 the field "a[some]" has brackets that are no index (write [0] right after the name of a list)'],
    ],
    [
      'a keyword that loses its last zero',
      's: [1.10]\ncondition: s',
      ["8:7 1.10 is read as the number 1.1 (write '1.10' in quotes for the text, 1.1 for the number)"],
    ],
    ['a boolean as a keyword', 's: [true]\ncondition: s', []],
    [
      'what is not a number',
      's: {f: .nan}\ncondition: s',
      ['8:10 .nan is no number of a record (write a finite number, or quote the text)'],
    ],
    [
      'a negative zero',
      's: {f: -0}\ncondition: s',
      ["8:10 -0 is read as the number 0 (write '-0' in quotes for the text, 0 for the number)"],
    ],
    [
      'a number in another notation',
      's: {f: 0x10}\ncondition: s',
      ["8:10 0x10 is read as the number 16 (write '0x10' in quotes for the text, 16 for the number)"],
    ],
    [
      'two bad conditions',
      's: {f: a}\ncondition: [x, y]',
      ['9:15 there is no selection "x" (known are: s)', '9:18 there is no selection "y" (known are: s)'],
    ],
    [
      'a number as its condition',
      's: {f: a}\ncondition: 5',
      ['9:14 a condition must be a text (name the selections, joined by and, or, not)'],
    ],
    [
      'nothing as its condition',
      's: {f: a}\ncondition:',
      ['9:13 a condition must be a text (name the selections, joined by and, or, not)'],
    ],
    ['a bad condition in quotes', 's: {f: a}\ncondition: "s and x"', ['9:14 there is no selection "x" (known are: s)']],
    [
      'an empty map among others',
      's: [{}, {f: 1}]\ncondition: s',
      ['8:7 the selection is empty (name at least one field and its value)'],
    ],
    ['keywords and maps in one list', 's: [a, {f: 1}]\ncondition: s', []],
    [
      'a timeframe and a bad condition',
      's: {f: a}\ntimeframe: 5m\ncondition: x',
      [
        '9:3 timeframe is no longer part of Sigma (write a correlation with a timespan that refers to the rule)',
        '10:14 there is no selection "x" (known are: s)',
      ],
    ],
  ])('%s', (_, detection, problems) => expect(problemsIn(ruleText(detection))).toEqual(problems));
});

describe('what is said of a correlation with', () => {
  it.each<Row>([
    [
      'the timespan "x10m"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "x10m"'),
      ['18:13 "x10m" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'the timespan "10mx"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "10mx"'),
      ['18:13 "10mx" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'the timespan "1234567890s"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "1234567890s"'),
      ['18:13 "1234567890s" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    ['the timespan "123456789s"', correlation('type: temporal', 'rules: [denied]', 'timespan: "123456789s"'), []],
    [
      'the timespan "10M "',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "10M "'),
      ['18:13 "10M " is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'the timespan "-5m"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "-5m"'),
      ['18:13 "-5m" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'the timespan "5.5m"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "5.5m"'),
      ['18:13 "5.5m" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'the timespan "10S"',
      correlation('type: temporal', 'rules: [denied]', 'timespan: "10S"'),
      ['18:13 "10S" is not a timespan (write a number and s, m, h or d, such as 10m)'],
    ],
    [
      'no timespan after its key',
      correlation('type: temporal', 'rules: [denied]', 'timespan:'),
      ['18:3 the correlation has no timespan (add timespan:)'],
    ],
    [
      'a list as its timespan',
      correlation('type: temporal', 'rules: [denied]', 'timespan: [10m]'),
      ['18:13 timespan must be a text (put a text after the colon)'],
    ],
    [
      'no type after its key',
      correlation('type:', 'rules: [denied]', 'timespan: 1h'),
      ['16:3 the correlation has no type (add type:)'],
    ],
    [
      'nothing as its condition',
      correlation(...counted, 'condition:'),
      ['19:3 the correlation has no condition (add condition: with gte: and a number)'],
    ],
    [
      'nothing as its condition where it needs none',
      correlation('type: temporal', 'rules: [denied]', 'timespan: 1h', 'condition:'),
      [],
    ],
    [
      'a list as its condition',
      correlation('type: temporal', 'rules: [denied]', 'timespan: 1h', 'condition: [denied]'),
      [
        '19:14 the condition must be a map (write gte: and a number under it, or names of rules joined by and, or, not)',
      ],
    ],
    [
      'a threshold beyond all numbers',
      correlation(...counted, 'condition: {gte: .inf}'),
      ['19:20 gte needs a number (write the number without quotes)'],
    ],
    [
      'a threshold that is no number',
      correlation(...counted, 'condition: {gte: .nan}'),
      ['19:20 gte needs a number (write the number without quotes)'],
    ],
    [
      'nothing as a threshold',
      correlation(...counted, 'condition: {gte: }'),
      ['19:20 gte needs a number (write the number without quotes)'],
    ],
    [
      'two bad thresholds',
      correlation(...counted, 'condition: {gte: a, lte: b}'),
      [
        '19:20 gte needs a number (write the number without quotes)',
        '19:28 lte needs a number (write the number without quotes)',
      ],
    ],
    [
      'a bad threshold beside a good one',
      correlation(...counted, 'condition: {gte: 1, lte: b}'),
      ['19:28 lte needs a number (write the number without quotes)'],
    ],
    [
      'percentile 0',
      correlation(
        'type: value_percentile',
        'rules: [denied]',
        'timespan: 1h',
        'condition: {gte: 1, field: f, percentile: 0}',
      ),
      [],
    ],
    [
      'percentile 100',
      correlation(
        'type: value_percentile',
        'rules: [denied]',
        'timespan: 1h',
        'condition: {gte: 1, field: f, percentile: 100}',
      ),
      [],
    ],
    [
      'percentile -1',
      correlation(
        'type: value_percentile',
        'rules: [denied]',
        'timespan: 1h',
        'condition: {gte: 1, field: f, percentile: -1}',
      ),
      ['19:45 percentile must be a number from 0 to 100 (write the number without quotes)'],
    ],
    [
      'a text as its percentile',
      correlation(
        'type: value_percentile',
        'rules: [denied]',
        'timespan: 1h',
        'condition: {gte: 1, field: f, percentile: "5"}',
      ),
      ['19:45 percentile must be a number from 0 to 100 (write the number without quotes)'],
    ],
    [
      'a map as its percentile',
      correlation(
        'type: value_percentile',
        'rules: [denied]',
        'timespan: 1h',
        'condition: {gte: 1, field: f, percentile: {a: 5}}',
      ),
      ['19:45 percentile must be a number from 0 to 100 (write the number without quotes)'],
    ],
    [
      'bad fields to count',
      correlation('type: value_count', 'rules: [denied]', 'timespan: 1h', 'condition: {gte: 1, field: [a..b, c d]}'),
      [
        '19:30 the field "a..b" has an empty part (write one dot between two names)',
        '19:30 the field "c d" has a space in it (write the path without spaces)',
      ],
    ],
    [
      'a bad field to group by',
      correlation(...counted, 'condition: {gte: 1}', 'group-by: [a..b]'),
      ['20:13 the field "a..b" has an empty part (write one dot between two names)'],
    ],
    [
      'a map to group by',
      correlation(...counted, 'condition: {gte: 1}', 'group-by: {a: b}'),
      ['20:13 group-by must be a list of texts (write one text after each dash)'],
    ],
    [
      'a field where order counts',
      correlation('type: temporal_ordered', 'rules: [denied]', 'timespan: 1h', 'condition: {gte: 1, field: f}'),
      ["19:23 temporal_ordered counts records, not a field's values (take field away, or use value_count)"],
    ],
    [
      'a text as its aliases',
      correlation(...counted, 'condition: {gte: 1}', 'aliases: x'),
      ['20:12 aliases must be a map (under the alias write one line "rule: field" for each rule)'],
    ],
    [
      'a list as the field of an alias',
      correlation(...counted, 'condition: {gte: 1}', 'aliases: {who: {denied: [a]}}'),
      ['20:27 the alias "who" must name a field (under the alias write one line "rule: field" for each rule)'],
    ],
    [
      'an alias of an unknown rule',
      correlation(...counted, 'condition: {gte: 1}', 'aliases: {who: {denid: a}}'),
      ['20:19 there is no rule "denid" (did you mean "denied"?)'],
    ],
    ['nothing as its aliases', correlation(...counted, 'condition: {gte: 1}', 'aliases:'), []],
    ['nothing as generate', correlation(...counted, 'condition: {gte: 1}', 'generate:'), []],
    [
      'a list as generate',
      correlation(...counted, 'condition: {gte: 1}', 'generate: [true]'),
      ['20:13 generate must be true or false (write true or false without quotes)'],
    ],
    [
      'generate in quotes',
      correlation(...counted, 'condition: {gte: 1}', 'generate: "true"'),
      ['20:13 generate must be true or false (write true or false without quotes)'],
    ],
    [
      'a map as its rules',
      correlation('type: temporal', 'rules: {a: b}', 'timespan: 1h'),
      ['17:10 a rule must be named by its id or name (write one id or name after each dash)'],
    ],
    ['a text as its rules', correlation('type: temporal', 'rules: denied', 'timespan: 1h'), []],
    [
      'null among its rules',
      correlation('type: temporal', 'rules: [denied, null]', 'timespan: 1h'),
      ['17:19 a rule must be named by its id or name (write one id or name after each dash)'],
    ],
    [
      'a bad condition over rules in quotes',
      correlation('type: temporal', 'rules: [denied]', 'timespan: 1h', 'condition: "denied and x"'),
      ['19:14 there is no rule "x" (known are: denied, 11111111-1111-4111-8111-111111111111, Call denied)'],
    ],
  ])('%s', (_, text, problems) => expect(problemsIn(text)).toEqual(problems));
});

describe('what a rule says', () => {
  it('names several authors in one line', () => {
    expect(parseText(`${whole}author: [Alice, Bob]\n`).rules.map(({ meta }) => meta.author)).toEqual(['Alice, Bob']);
  });

  it('is kept from a document between two good ones that is none', () => {
    const { rules, problems } = parseText(`${whole}---\n- a\n---\n${whole.replace('A rule', 'B')}`);
    expect([rules.map(({ meta }) => meta.title), problems.map(inOneLine)]).toEqual([
      ['A rule', 'B'],
      ['5:1 a rule must be a map (start with title: and what the rule is meant to detect)'],
    ]);
  });

  it.each([
    ['a title without the spaces around it', whole.replace('A rule', '"  A rule "'), { title: 'A rule' }],
    [
      'a field to tell repeats by',
      `${whole}trailguard: {dedup: eventName}\n`,
      { trailguard: { dedup: ['eventName'] } },
    ],
    [
      'that its records may come late',
      `${whole}level: informational\ntrailguard: {fastWay: false}\n`,
      { trailguard: { fastWay: false } },
    ],
    ['nothing that is empty', `${whole}trailguard: {dedup: [], runbook: []}\nauthor: []\n`, { trailguard: {} }],
  ])('has %s', (_, text, meta) => {
    expect(parseText(text).rules.map((rule) => rule.meta)).toMatchObject([meta]);
  });

  it('has nothing under trailguard that it does not say', () => {
    const { rules } = parseText(`${whole}trailguard: {dedup: [], runbook: []}\n`);
    expect(rules.flatMap(({ meta }) => Object.keys(meta.trailguard))).toEqual([]);
  });

  it('has no members that it does not say', () => {
    expect(parseText(`${whole}author:\n`).rules.map(({ meta }) => Object.keys(meta).sort())).toEqual([
      ['falsepositives', 'id', 'level', 'path', 'references', 'tags', 'title', 'trailguard'],
    ]);
  });
});
