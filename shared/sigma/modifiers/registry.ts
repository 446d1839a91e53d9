import { all } from './all.ts';
import { base64 } from './base64.ts';
import { base64offset } from './base64offset.ts';
import { cased } from './cased.ts';
import { cidr } from './cidr.ts';
import { contains } from './contains.ts';
import { day } from './day.ts';
import { endswith } from './endswith.ts';
import { exists } from './exists.ts';
import { expand } from './expand.ts';
import { fieldref } from './fieldref.ts';
import { gt } from './gt.ts';
import { gte } from './gte.ts';
import { hour } from './hour.ts';
import { i } from './i.ts';
import { lt } from './lt.ts';
import { lte } from './lte.ts';
import { m } from './m.ts';
import { minute } from './minute.ts';
import type { Modifier } from './modifier.ts';
import { month } from './month.ts';
import { neq } from './neq.ts';
import { re } from './re.ts';
import { s } from './s.ts';
import { startswith } from './startswith.ts';
import { utf16 } from './utf16.ts';
import { utf16be } from './utf16be.ts';
import { utf16le } from './utf16le.ts';
import { week } from './week.ts';
import { windash } from './windash.ts';
import { year } from './year.ts';

/** Every modifier, in the order in which hints list them. */
const modifiers: readonly Modifier[] = [
  all,
  neq,
  startswith,
  endswith,
  contains,
  exists,
  cased,
  windash,
  re,
  i,
  m,
  s,
  base64,
  base64offset,
  utf16le,
  utf16be,
  utf16,
  lt,
  lte,
  gt,
  gte,
  minute,
  hour,
  day,
  week,
  month,
  year,
  cidr,
  expand,
  fieldref,
];

/** Modifiers by each name that a rule may call them. */
export const modifiersByName: ReadonlyMap<string, Modifier> = new Map(
  modifiers.flatMap((modifier) => {
    const aliases = modifier.kind === 'value' ? (modifier.aliases ?? []) : [];
    return [modifier.name, ...aliases].map((name) => [name, modifier] as const);
  }),
);
