import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { defaultReadLimits } from '#shared/cloudtrail/read-limits.ts';
import { inShort, readAll, recordFields } from './read-fixtures.ts';

const a = JSON.stringify(recordFields({ eventID: 'a' }));
const b = JSON.stringify(recordFields({ eventID: 'b' }));
const both = ['record:a', 'record:b'];

describe('forms of text that hold the same two records', () => {
  test.each([
    ['a log object', `{"Records":[${a},${b}]}`],
    ['a log object with other members first', `{"version":[1,{"Records":[5]}],"Records":[${a},${b}]}`],
    ['a log object with other members last', `{"Records":[${a},${b}],"next":{"Records":[5]},"more":null}`],
    ['a log object with its list in two parts', `{"Records":[${a}],"Records":[${b}]}`],
    ['a log object whose key is escaped', `{"\\u0052ecord\\u0073":[${a},${b}]}`],
    ['a log object with white space everywhere', ` \r\n{ "Records" : [ ${a} ,\n\t${b} ] } \n`],
    ['a byte order mark', `\uFEFF{"Records":[${a},${b}]}`],
    ['a bare list', `[${a},${b}]`],
    ['one record a line', `${a}\n${b}\n`],
    ['one record a line, Windows line ends', `${a}\r\n${b}\r\n`],
    ['one record after another', `${a}${b}`],
    ['records with commas between', `${a},\n${b}`],
    ['a log object, then a record', `{"Records":[${a}]}\n${b}`],
    ['log objects after another', `{"Records":[${a}]}\n{"Records":[${b}]}`],
    ['files put together with their byte order marks', `\uFEFF${a}\n\uFEFF${b}`],
    ['a list inside a list', `[[${a}],[${b}]]`],
    ['JSON strings that hold records, one a line', `${JSON.stringify(a)}\n${JSON.stringify(b)}\n`],
  ])('%s', (_name, text) => {
    expect(inShort(readAll(text))).toEqual(both);
  });

  test('gzip, whatever the input is called', () => {
    expect(inShort(readAll(gzipSync(`{"Records":[${a},${b}]}`)))).toEqual(both);
  });

  test('gzip in several members, cut anywhere', () => {
    const text = `{"Records":[${a},${b}]}`;
    expect(inShort(readAll(Buffer.concat([gzipSync(text.slice(0, 99)), gzipSync(text.slice(99))])))).toEqual(both);
  });

  test('gzip with zero bytes behind it', () => {
    expect(inShort(readAll(Buffer.concat([gzipSync(`[${a},${b}]`), Buffer.alloc(512)])))).toEqual(both);
  });
});

describe('inputs without a record', () => {
  test.each([
    ['an empty file', '', ['problem:no-content@0']],
    ['white space', ' \n\t\r\n', ['problem:no-content@0']],
    ['a byte order mark alone', '\uFEFF', ['problem:no-content@0']],
    ['two bytes: an empty object', '{}', ['problem:no-content@0']],
    ['two bytes: an empty list', '[]', ['problem:no-content@0']],
    ['an empty object before others', '{}\n{"Records":[]}', ['problem:no-content@0', 'set-aside:empty']],
    ['two bytes: text', 'ab', ['problem:not-json@0']],
    ['one byte', '{', ['problem:json-truncated@0']],
    ['an empty log object', '{"Records":[]}', ['set-aside:empty']],
    ['a log object without a list', '{"Records":null}', ['problem:not-a-record@0']],
    ['null', 'null', ['problem:not-a-record@0']],
    ['null in a list', '{"Records":[null]}', ['problem:not-a-record@12']],
    ['the text "null" in a list', '{"Records":["null"]}', ['problem:not-a-record@12']],
    ['a number in a list', '[7]', ['problem:not-a-record@1']],
    ['an object in a log that is no record', '{"Records":[{"id":1}]}', ['problem:not-a-record@12']],
    ['an object elsewhere that is no record', '{"id":1}', ['set-aside:foreign']],
    ['lines of a VPC flow log', '2 123456789012 eni-1\n2 123456789012 eni-2\n', ['problem:not-json@0']],
    ['a JavaScript object', "{eventName: 'StopLogging'}", ['problem:not-json@0']],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${a}`, 'utf16le'), ['problem:utf-16@0']],
    ['binary data', Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]), ['problem:not-json@0']],
    ['empty gzip data', gzipSync(''), ['problem:no-content@0']],
    ['the mark of gzip alone', Buffer.from([0x1f, 0x8b]), ['problem:gzip-truncated@0']],
  ])('%s', (_name, input, expected) => {
    expect(inShort(readAll(input))).toEqual(expected);
  });
});

describe('damage that leaves other records readable', () => {
  test.each([
    ['a list cut between records', `{"Records":[${a},`, ['record:a', `problem:json-truncated@${13 + a.length}`]],
    ['a list cut inside a record', `{"Records":[${a},{"event`, ['record:a', `problem:json-truncated@${13 + a.length}`]],
    [
      'a log object without its last brace',
      `{"Records":[${a}]`,
      ['record:a', `problem:json-truncated@${13 + a.length}`],
    ],
    ['an element that is no JSON', `{"Records":[{'x':1},${a}]}`, ['problem:not-json@12', 'record:a']],
    ['a bare word among the elements', `[nothing,${a}]`, ['problem:not-json@1', 'record:a']],
    [
      'lines of prose around records',
      `# one\n# two\n${a}\n# three`,
      ['problem:not-json@0', 'record:a', `problem:not-json@${13 + a.length}`],
    ],
    ['a bracket too many', `${a}]\n${b}`, ['record:a', `problem:not-json@${a.length}`, 'record:b']],
    ['a line cut short in a file of lines', `{"x":{\n${a}\n${b}`, ['record:a', 'record:b', 'problem:json-truncated@0']],
    [
      'a list with a line each, one of them cut short',
      `[\n{"x":{,\n${a},\n${b}\n]`,
      ['record:a', 'record:b', 'problem:json-truncated@2'],
    ],
    ['a line with an open string in a file of lines', `{"x":"y\n${a}\n`, ['record:a', 'problem:json-truncated@0']],
  ])('%s', (_name, text, expected) => {
    expect(inShort(readAll(text))).toEqual(expected);
  });

  test('gzip that was cut gives the records before the cut, then one problem', () => {
    const text = `{"Records":[${a},${b}]}`;
    // Stored, not deflated: a cut in the file is then a cut at a known place of the text.
    const whole = gzipSync(text, { level: 0 });
    const cut = whole.subarray(0, 15 + text.indexOf(b) + 10);
    expect(inShort(readAll(cut))).toEqual(['record:a', `problem:gzip-truncated@${text.indexOf(b) + 10}`]);
  });

  test('gzip whose checksum is wrong gives its records, then one problem', () => {
    const bytes = gzipSync(`[${a}]`);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 5) ^ 1, bytes.length - 5);
    expect(inShort(readAll(bytes))).toEqual(['record:a', `problem:gzip-damaged@${a.length + 2}`]);
  });

  test.each([
    ['text', Buffer.from('PPPPPPPP')],
    ['zero bytes, then another member', Buffer.concat([Buffer.alloc(4), gzipSync(b)])],
  ])('gzip followed by %s gives its records, then one problem', (_name, rest) => {
    expect(inShort(readAll(Buffer.concat([gzipSync(a), rest])))).toEqual([
      'record:a',
      `problem:gzip-damaged@${a.length}`,
    ]);
  });
});

describe('limits', () => {
  const limits = { ...defaultReadLimits, maxValueBytes: 2000, maxDepth: 6 };
  const deep = JSON.stringify(
    recordFields({ eventID: 'deep', requestParameters: { a: { b: { c: { d: { e: {} } } } } } }),
  );
  const edge = JSON.stringify(recordFields({ eventID: 'edge', requestParameters: { a: { b: { c: { d: {} } } } } }));
  const long = JSON.stringify(recordFields({ eventID: 'long', errorMessage: 'x'.repeat(2000) }));

  test.each([
    ['a deep record', `[${deep},${a}]`, ['problem:too-deep@1', 'record:a']],
    ['a long record', `[${long},${a}]`, ['problem:value-too-large@1', 'record:a']],
    ['a long object with a list at its end', `{"x":"${'y'.repeat(3000)}","Records":[${a}]}`, ['record:a']],
    ['a long line', `${'z'.repeat(3000)}\n${a}`, ['problem:value-too-large@0', 'record:a']],
    ['a deep text in an envelope', JSON.stringify({ Events: [{ CloudTrailEvent: deep }] }), ['problem:too-deep@11']],
  ])('%s becomes a problem and reading goes on', (_name, text, expected) => {
    expect(inShort(readAll(text, limits))).toEqual(expected);
  });

  test('a record as deep as the limit is within it', () => {
    expect(inShort(readAll(`{"Records":[${edge}]}`, limits))).toEqual(['record:edge']);
  });

  test('brackets without end need neither stack nor memory to refuse', () => {
    expect(inShort(readAll(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toEqual(['problem:too-deep@0']);
  });

  test.each([
    ['plain text', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
  ])('%s past the limit gives the records within it, then one problem', (_name, encode) => {
    const bytes = encode(`[${a},${'0'.repeat(1_000_000)}]`);
    const items = readAll(bytes, { ...defaultReadLimits, maxUncompressedBytes: 5000 });
    expect(inShort(items)).toEqual(['record:a', 'problem:too-much-data@5000']);
  });

  test('an input as long as the limit is within it', () => {
    const items = readAll(gzipSync(a), { ...defaultReadLimits, maxUncompressedBytes: a.length });
    expect(inShort(items)).toEqual(['record:a']);
  });
});

describe('problems', () => {
  test('a problem names the input, the place, and shows the beginning', () => {
    const [item] = readBytes(Buffer.from('{oops}'), 's3://bucket/key');
    expect(item).toMatchObject({
      kind: 'problem',
      problem: { code: 'not-json', source: 's3://bucket/key', offsetBytes: 0, excerpt: '{oops}' },
    });
  });

  test('an excerpt is short and printable, whatever the input holds', () => {
    const [item] = readAll(`\u001b[31m\u202e${'é'.repeat(500)}`);
    const excerpt = item?.kind === 'problem' ? item.problem.excerpt : undefined;
    expect(excerpt).toBe(`·[31m·${'é'.repeat(194)}`);
  });
});

test('a key __proto__ is a key like any other', () => {
  const [item] = readAll('{"eventName":"x","eventid":"p","__proto__":{"polluted":true}}');
  const fields = item?.kind === 'record' ? item.record.fields : {};
  expect(Object.getOwnPropertyDescriptor(fields, '__proto__')?.value).toEqual({ polluted: true });
});
