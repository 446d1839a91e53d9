import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { modifiersByName } from '#shared/sigma/modifiers/registry.ts';
import { eventOf, lineProblems, ruleOf } from '../rule-helpers.ts';
import {
  type ModifierRow,
  noModifier,
  otherFields,
  placeholders,
  type RecordKind,
  recordKinds,
  rowsByModifier,
  usualRecords,
  usualValues,
  valueKinds,
} from './modifier-values.ts';

function recordOf(kind: RecordKind, { records }: ModifierRow): JsonObject {
  return kind === 'absent' ? otherFields : { ...otherFields, f: records?.[kind] ?? usualRecords[kind] };
}

/** The kinds of records that a line matches. */
function matchedKinds(line: string, row: ModifierRow): readonly RecordKind[] {
  const rule = compileRule(ruleOf(`selection:\n  ${line}\ncondition: selection`, { placeholders }));
  return recordKinds.filter((kind) => rule.matches(eventOf(recordOf(kind, row))));
}

describe('every modifier with every kind of value against every kind of record', () => {
  it('leaves no name of a modifier out', () => {
    expect(Object.keys(rowsByModifier).sort()).toEqual([...modifiersByName.keys()].sort());
  });

  const rows = Object.entries({ ...rowsByModifier, '': noModifier });
  const lines = rows.flatMap(([name, row]) =>
    valueKinds.map((kind) => {
      const key = row.line?.(name) ?? `f|${name}`;
      return [`${key}: ${row.values?.[kind] ?? usualValues[kind]}`, kind, row] as const;
    }),
  );
  it.each(lines)('%s (%s)', (line, kind, row) => {
    const cell = row.cells[kind];
    if ('refused' in cell) {
      const said = lineProblems(line, { placeholders });
      expect(said.length).toBeGreaterThan(0);
      for (const message of said) expect(message).toContain(cell.refused);
    } else {
      expect(matchedKinds(line, row)).toEqual(cell.toSorted(byTableOrder));
    }
  });
});

function byTableOrder(a: RecordKind, b: RecordKind): number {
  return recordKinds.indexOf(a) - recordKinds.indexOf(b);
}
