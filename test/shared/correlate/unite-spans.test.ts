import { expect, it } from 'vitest';
import { uniteSpans } from '#shared/correlate/unite-spans.ts';

type Span = readonly [number, number];

it.each<[string, readonly Span[], readonly Span[]]>([
  ['none', [], []],
  ['one', [[3, 4]], [[3, 4]]],
  [
    'two timespans apart are one',
    [
      [0, 10],
      [30, 40],
    ],
    [[0, 40]],
  ],
  [
    'further apart are two',
    [
      [0, 10],
      [31, 40],
    ],
    [
      [0, 10],
      [31, 40],
    ],
  ],
  [
    'one within another leaves it',
    [
      [0, 50],
      [20, 30],
    ],
    [[0, 50]],
  ],
  [
    'out of order',
    [
      [100, 100],
      [0, 0],
      [10, 10],
    ],
    [
      [0, 10],
      [100, 100],
    ],
  ],
  [
    'a chain is one',
    [
      [0, 0],
      [20, 20],
      [40, 40],
      [60, 60],
    ],
    [[0, 60]],
  ],
])('spans: %s', (_, spans, expected) => {
  const united = uniteSpans(
    spans.map(([fromMs, toMs]) => ({ fromMs, toMs })),
    10,
  );
  expect(united.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual(expected);
});

it('leaves what it was given as it was', () => {
  const spans = [
    { fromMs: 0, toMs: 1 },
    { fromMs: 2, toMs: 3 },
  ];
  uniteSpans(spans, 10);
  expect(spans).toEqual([
    { fromMs: 0, toMs: 1 },
    { fromMs: 2, toMs: 3 },
  ]);
});
