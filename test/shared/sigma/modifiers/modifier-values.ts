import type { Json } from '#shared/model/json.ts';

/** What a rule may write after the colon. */
export const valueKinds = [
  'text',
  'digits in quotes',
  'true in quotes',
  'wildcards',
  'empty text',
  'number',
  'boolean',
  'null',
  'list',
] as const;
export type ValueKind = (typeof valueKinds)[number];

/** What a record may have in the field. */
export const recordKinds = [
  'text',
  'digits',
  'truth',
  'empty text',
  'number',
  'boolean',
  'null',
  'absent',
  'list',
  'empty list',
  'object',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** The kinds of records that match, all others not; or what the message says with which the line is refused. */
export type Cell = readonly RecordKind[] | { readonly refused: string };

/** One modifier with every kind of value. */
export interface ModifierRow {
  /** The line's field and modifiers, where it takes more than the modifier alone. */
  readonly line?: (name: string) => string;
  /** Values other than those that every modifier is tried with, as YAML. */
  readonly values?: Partial<Readonly<Record<ValueKind, string>>>;
  /** The same on the record's side. */
  readonly records?: Partial<Readonly<Record<Exclude<RecordKind, 'absent'>, Json>>>;
  readonly cells: Readonly<Record<ValueKind, Cell>>;
}

/** What modifiers are tried with, unless they need others. */
export const usualValues: Readonly<Record<ValueKind, string>> = {
  text: 'alpha',
  'digits in quotes': "'12'",
  'true in quotes': "'true'",
  wildcards: "'al*a'",
  'empty text': "''",
  number: '12',
  boolean: 'true',
  null: 'null',
  list: '[alpha, 12, true]',
};
export const usualRecords: Readonly<Record<Exclude<RecordKind, 'absent'>, Json>> = {
  text: 'Alpha',
  digits: '12',
  truth: 'True',
  'empty text': '',
  number: 12,
  boolean: true,
  null: null,
  list: ['other', 'Alpha'],
  'empty list': [],
  object: { key: 'Alpha' },
};

const refused = (message: string): Cell => ({ refused: message });
const everyValue = (cell: Cell): Readonly<Record<ValueKind, Cell>> => ({
  text: cell,
  'digits in quotes': cell,
  'true in quotes': cell,
  wildcards: cell,
  'empty text': cell,
  number: cell,
  boolean: cell,
  null: cell,
  list: cell,
});
const except = (...kinds: readonly RecordKind[]): readonly RecordKind[] =>
  recordKinds.filter((kind) => !kinds.includes(kind));

/** Whatever has a text: null and what is absent have none. */
const withText = except('null', 'absent');

/** A line without modifiers: the whole value, without regard to case; numbers and booleans also where the record has their text. */
export const noModifier: ModifierRow = {
  line: () => 'f',
  cells: {
    text: ['text', 'list'],
    'digits in quotes': ['digits', 'number'],
    'true in quotes': ['truth', 'boolean'],
    wildcards: ['text', 'list'],
    'empty text': ['empty text'],
    number: ['digits', 'number'],
    boolean: ['truth', 'boolean'],
    null: ['null', 'absent'],
    list: ['text', 'digits', 'truth', 'number', 'boolean', 'list'],
  },
};

const neq: ModifierRow = {
  cells: {
    text: except('text', 'list'),
    'digits in quotes': except('digits', 'number'),
    'true in quotes': except('truth', 'boolean'),
    wildcards: except('text', 'list'),
    'empty text': except('empty text'),
    number: except('digits', 'number'),
    boolean: except('truth', 'boolean'),
    null: except('null', 'absent'),
    list: ['empty text', 'null', 'absent', 'empty list', 'object'],
  },
};

const all: ModifierRow = {
  values: { list: '[other, al*]' },
  cells: { ...everyValue(refused('all needs a list')), list: ['list'] },
};

const startswith: ModifierRow = {
  values: { wildcards: "'a*b'" },
  records: {
    text: 'Alphabet',
    digits: '123',
    number: 123,
    list: ['other', 'Alphabet'],
    object: { key: 'Alphabet' },
  },
  cells: {
    text: ['text', 'list'],
    'digits in quotes': ['digits', 'number'],
    'true in quotes': ['truth', 'boolean'],
    wildcards: ['text', 'list'],
    'empty text': withText,
    number: ['digits', 'number'],
    boolean: ['truth', 'boolean'],
    null: refused('startswith needs a text'),
    list: ['text', 'digits', 'truth', 'number', 'boolean', 'list'],
  },
};

const endswith: ModifierRow = {
  values: { wildcards: "'l*a'" },
  records: {
    text: 'an Alpha',
    digits: '312',
    number: 312,
    list: ['an Alpha', 'other'],
    object: { key: 'an Alpha' },
  },
  cells: { ...startswith.cells, null: refused('endswith needs a text') },
};

/** An object is searched as a text: rules look for words in `requestParameters` as a whole. */
const contains: ModifierRow = {
  values: { wildcards: "'l*h'" },
  records: {
    text: 'an Alphabet',
    digits: '3124',
    number: 3124,
    list: ['other', 'an Alphabet'],
    object: { key: 'an Alphabet' },
  },
  cells: {
    ...startswith.cells,
    text: ['text', 'list', 'object'],
    wildcards: ['text', 'list', 'object'],
    null: refused('contains needs a text'),
    list: ['text', 'digits', 'truth', 'number', 'boolean', 'list', 'object'],
  },
};

const exists: ModifierRow = {
  cells: { ...everyValue(refused('exists needs true or false')), boolean: except('absent') },
};

const cased: ModifierRow = {
  values: { text: 'Alpha', wildcards: "'Al*a'", list: '[alpha, 12, true]' },
  cells: {
    text: ['text', 'list'],
    'digits in quotes': ['digits', 'number'],
    'true in quotes': ['boolean'],
    wildcards: ['text', 'list'],
    'empty text': ['empty text'],
    number: ['digits', 'number'],
    boolean: ['boolean'],
    null: refused('cased needs a text'),
    list: ['digits', 'number', 'boolean'],
  },
};

const windash: ModifierRow = {
  values: {
    text: '-alpha',
    'digits in quotes': "'-12'",
    wildcards: "'-al*'",
    number: '-12',
    list: '[-alpha, -12, true]',
  },
  records: { text: '/Alpha', digits: '/12', number: -12, list: ['other', '\u2013alpha'], object: { key: '/alpha' } },
  cells: { ...noModifier.cells, null: refused('windash needs a text') },
};

/** A regular expression is looked for anywhere and with regard to case; what `*` means is its own affair. */
const re: ModifierRow = {
  values: { text: 'al.ha', wildcards: "'^al*p'", list: "['^al', 12, true]" },
  records: { text: 'alpha', list: ['other', 'alpha'], object: { key: 'alpha' } },
  cells: {
    text: ['text', 'list', 'object'],
    'digits in quotes': ['digits', 'number'],
    'true in quotes': ['boolean'],
    wildcards: ['text', 'list'],
    'empty text': withText,
    number: ['digits', 'number'],
    boolean: ['boolean'],
    null: refused('re needs a text'),
    list: ['text', 'digits', 'number', 'boolean', 'list'],
  },
};

const ignoreCase: ModifierRow = {
  line: (name) => `f|re|${name}`,
  values: { text: 'AL.HA', wildcards: "'^AL*P'", list: "['^AL', 12, true]" },
  cells: {
    ...re.cells,
    'true in quotes': ['truth', 'boolean'],
    boolean: ['truth', 'boolean'],
    list: ['text', 'digits', 'truth', 'number', 'boolean', 'list'],
  },
};

/** A line feed inside an object is two characters of its JSON, so that none of its lines starts there. */
const multiline: ModifierRow = {
  line: (name) => `f|re|${name}`,
  values: {
    text: '^alpha$',
    'digits in quotes': "'^12$'",
    'true in quotes': "'^true$'",
    wildcards: "'^al*pha$'",
    list: "['^alpha$', '^12$', '^true$']",
  },
  records: {
    text: 'x\nalpha',
    digits: '0\n12',
    truth: 'x\ntrue',
    list: ['other', 'x\nalpha'],
    object: { key: 'x\nalpha' },
  },
  cells: {
    text: ['text', 'list'],
    'digits in quotes': ['digits', 'number'],
    'true in quotes': ['truth', 'boolean'],
    wildcards: ['text', 'list'],
    'empty text': withText,
    number: ['digits', 'number'],
    boolean: ['truth', 'boolean'],
    null: refused('re needs a text'),
    list: ['text', 'digits', 'truth', 'number', 'boolean', 'list'],
  },
};

const dotAll: ModifierRow = {
  line: (name) => `f|re|${name}`,
  values: {
    text: 'x.alpha',
    'digits in quotes': "'0.12'",
    'true in quotes': "'x.true'",
    wildcards: "'^x.*a$'",
    list: "['x.alpha', '0.12', 'x.true']",
  },
  records: multiline.records ?? {},
  cells: {
    ...multiline.cells,
    'digits in quotes': ['digits'],
    'true in quotes': ['truth'],
    list: ['text', 'digits', 'truth', 'list'],
  },
};

function base64(text: string, encoding: 'utf8' | 'utf16le' = 'utf8'): string {
  return Buffer.from(text, encoding).toString('base64');
}

const bigEndian64 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('base64');

/** Records whose texts are the encoded alpha, 12 and true. */
function encodedRecords(encode: (text: string) => string): NonNullable<ModifierRow['records']> {
  return {
    text: encode('alpha'),
    digits: encode('12'),
    truth: encode('true'),
    list: ['other', encode('alpha')],
    object: { key: encode('alpha') },
  };
}

/** What is encoded is the text as the rule spells it, so that 12 is the text 12; it is then no number any more. */
const encodedCells: ModifierRow['cells'] = {
  text: ['text', 'list'],
  'digits in quotes': ['digits'],
  'true in quotes': ['truth'],
  wildcards: refused('text without wildcards'),
  'empty text': ['empty text'],
  number: ['digits'],
  boolean: ['truth'],
  null: refused('text without wildcards'),
  list: ['text', 'digits', 'truth', 'list'],
};

const encoded = (encode: (text: string) => string): ModifierRow => ({
  line: (name) => `f|${name}|base64`,
  records: encodedRecords(encode),
  cells: encodedCells,
});

const littleEndian = encoded((text) => base64(text, 'utf16le'));

/** With its mark the empty text is two bytes. */
const withByteOrderMark: ModifierRow = {
  ...encoded((text) => base64(`\ufeff${text}`, 'utf16le')),
  cells: { ...encodedCells, 'empty text': [] },
};

/** Anywhere in what is encoded, hence also inside an object. */
const base64Offset: ModifierRow = {
  line: (name) => `f|${name}|contains`,
  values: { 'digits in quotes': "'1234'", number: '1234', list: '[alpha, 1234, true]' },
  records: {
    ...encodedRecords((text) => base64(`.${text}.`)),
    digits: base64('..1234'),
    number: 1234,
  },
  cells: {
    ...encodedCells,
    text: ['text', 'list', 'object'],
    'empty text': refused('too short for base64offset'),
    list: ['text', 'digits', 'truth', 'list', 'object'],
  },
};

/** A comparison of numbers, which CloudTrail's services may write as texts. */
const comparison = (fitting: number): ModifierRow => ({
  line: (name) => `f|${name}`,
  values: { list: '[12, 12]' },
  records: { digits: String(fitting), number: fitting, list: ['other', fitting], object: { key: fitting } },
  cells: {
    ...everyValue(refused('needs a number')),
    number: ['digits', 'number', 'list'],
    list: ['digits', 'number', 'list'],
  },
});

/** A part of a time, which is always a text in a record; the text `12` is no time. */
const timePart = (value: number, other: number): ModifierRow => ({
  values: { number: String(value), list: `[${other}, ${value}]` },
  records: { text: time, digits: String(value), number: value, list: ['other', time], object: { key: time } },
  cells: { ...everyValue(refused('needs a number')), number: ['text', 'list'], list: ['text', 'list'] },
});
const time = '2026-01-05T22:07:00Z';

const cidr: ModifierRow = {
  values: {
    text: '192.0.2.0/24',
    wildcards: "'192.0.2.*'",
    list: '[192.0.2.0/24, 198.51.100.0/24]',
  },
  // The number is the address 192.0.2.7 as some tools write it, which CloudTrail never does.
  records: { text: '192.0.2.7', number: 3221225991, list: ['other', '192.0.2.7'], object: { key: '192.0.2.7' } },
  cells: {
    text: ['text', 'list'],
    'digits in quotes': refused('is not an IP network'),
    'true in quotes': refused('is not an IP network'),
    wildcards: refused('cidr needs an IP network'),
    'empty text': refused('is not an IP network'),
    number: refused('cidr needs an IP network'),
    boolean: refused('cidr needs an IP network'),
    null: refused('cidr needs an IP network'),
    list: ['text', 'list'],
  },
};

/** Values of the placeholders with which the table is tried. */
export const placeholders: Readonly<Record<string, readonly string[]>> = { who: ['alpha'], few: ['12', 'true'] };

const expand: ModifierRow = {
  values: { text: "'%who%'", wildcards: "'%who%*'", list: "['%who%', '%few%']" },
  cells: {
    ...noModifier.cells,
    number: refused('expand needs a text'),
    boolean: refused('expand needs a text'),
    null: refused('expand needs a text'),
  },
};

/** The other fields of every record; the value of `fieldref` names one of them. */
export const otherFields: Readonly<Record<string, Json>> = { g: ['alpha', 12, true, ''], h: 'alpha' };

const fieldref: ModifierRow = {
  values: { text: 'g', list: '[h, g]' },
  cells: {
    text: ['text', 'digits', 'truth', 'empty text', 'number', 'boolean', 'list'],
    // Names of fields that the record does not have.
    'digits in quotes': [],
    'true in quotes': [],
    wildcards: refused('fieldref needs the name of a field'),
    'empty text': refused('fieldref needs the name of a field'),
    number: refused('fieldref needs the name of a field'),
    boolean: refused('fieldref needs the name of a field'),
    null: refused('fieldref needs the name of a field'),
    list: ['text', 'digits', 'truth', 'empty text', 'number', 'boolean', 'list'],
  },
};

/** Every name of a modifier with every kind of value against every kind of record.
 * @see Sigma specification 2.1, appendix on modifiers */
export const rowsByModifier: Readonly<Record<string, ModifierRow>> = {
  all,
  neq,
  startswith,
  endswith,
  contains,
  exists,
  cased,
  windash,
  re,
  i: ignoreCase,
  ignorecase: ignoreCase,
  m: multiline,
  multiline,
  s: dotAll,
  dotall: dotAll,
  base64: { ...encoded(base64), line: (name) => `f|${name}` },
  base64offset: base64Offset,
  utf16le: littleEndian,
  wide: littleEndian,
  utf16be: encoded(bigEndian64),
  utf16: withByteOrderMark,
  lt: comparison(11),
  lte: comparison(12),
  gt: comparison(13),
  gte: comparison(12),
  minute: timePart(7, 8),
  hour: timePart(22, 1),
  day: timePart(5, 6),
  week: timePart(2, 1),
  month: timePart(1, 2),
  year: timePart(2026, 2025),
  cidr,
  expand,
  fieldref,
};
