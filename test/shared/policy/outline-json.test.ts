import { describe, expect, test } from 'vitest';
import { outlineJson } from '#shared/policy/outline-json.ts';

/** The members, their values and elements as texts. */
function outlined(text: string): readonly (readonly [name: string, value: string, elements?: readonly string[]])[] {
  return outlineJson(text).members.map(({ name, value, elements }) => {
    const member = [name, text.slice(value.start, value.end)] as const;
    return elements === undefined ? member : [...member, elements.map(({ start, end }) => text.slice(start, end))];
  });
}

test.each<readonly [name: string, text: string, expected: ReturnType<typeof outlined>]>([
  ['an empty object', '{}', []],
  [
    'a list of everything',
    '{"a": [1 , {"b":[2]}, "],"]}',
    [['a', ' [1 , {"b":[2]}, "],"]', ['1 ', ' {"b":[2]}', ' "],"']]],
  ],
  ['an empty list', '{"a":[ ]}', [['a', '[ ]', []]]],
  ['a list of one number', '{"a":[1]}', [['a', '[1]', ['1']]]],
  [
    'members after and before',
    '{"x":{"a":[1,2]},"a":[3],"y":null}',
    [
      ['x', '{"a":[1,2]}'],
      ['a', '[3]', ['3']],
      ['y', 'null'],
    ],
  ],
  ['an escaped name', String.raw`{"\u0061\"":1}`, [['a"', '1']]],
  ['line breaks in white space', '{"a":\n[\n1\n]\n}', [['a', '\n[\n1\n]\n', ['\n1\n']]]],
  ['a list outside', '[{"a":[1]}]', []],
  ['a text', '"{"', []],
])('%s', (_, text, expected) => {
  expect(outlined(text)).toEqual(expected);
});

describe('names that stand twice', () => {
  test.each<readonly [text: string, repeatsName: boolean]>([
    ['{"a":1,"a":2}', true],
    [String.raw`{"a":1,"\u0061":2}`, true],
    ['[{"a":{"b":1,"b":1}}]', true],
    ['{"a":{"a":1},"b":{"a":"a"}}', false],
    ['{"a":1,"A":2}', false],
    ['{"__proto__":1,"__proto__":2}', true],
    ['[{"a":1},{"a":1}]', false],
  ])('%s', (text, repeatsName) => {
    expect(outlineJson(text).repeatsName).toBe(repeatsName);
  });
});

test('depth is no obstacle', () => {
  const depth = 100_000;
  expect(outlineJson(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`).members).toHaveLength(1);
});
