import type { ValueTest } from '../ast.ts';
import type { Draft, Modifier } from '../modifiers/modifier.ts';
import { parsePattern } from '../pattern-text.ts';
import type { ParseContext } from './context.ts';
import { finishTest } from './finish-test.ts';
import type { LocatedScalar } from './located.ts';

/** The tests that one value of a line stands for, of which any may hold; `undefined` when something is wrong with it, which is
 * reported. */
export function parseValue(
  scalar: LocatedScalar,
  modifiers: readonly Modifier[],
  isKeyword: boolean,
  { report, placeholders, derivedFields }: ParseContext,
): readonly ValueTest[] | undefined {
  if (typeof scalar.value === 'number' && !Number.isFinite(scalar.value)) {
    report(scalar.place, `${scalar.written} is no number of a record`, 'write a finite number, or quote the text');
    return undefined;
  }
  let made: readonly Draft[] = [draftOf(scalar)];
  const before: string[] = [];
  for (const modifier of modifiers) {
    if (modifier.kind === 'value') {
      const context = { before: [...before], written: scalar.written, placeholders, derivedFields };
      const results = made.map((draft) => modifier.apply(draft, context));
      const failed = results.find((result) => !result.ok);
      if (failed !== undefined) {
        report(scalar.place, failed.message, failed.hint);
        return undefined;
      }
      made = results.flatMap((result) => (result.ok ? result.drafts : []));
    }
    before.push(modifier.name);
  }
  const finished = made.map((draft) => finishTest(draft, scalar, isKeyword));
  const failed = finished.find((result) => !result.ok);
  if (failed !== undefined) report(scalar.place, failed.message, failed.hint);
  return failed === undefined ? finished.flatMap((result) => (result.ok ? [result.test] : [])) : undefined;
}

function draftOf({ value }: LocatedScalar): Draft {
  if (typeof value === 'string') return { test: 'string', parts: parsePattern(value), cased: false };
  if (typeof value === 'boolean') return { test: 'boolean', value };
  // JSON knows no negative zero.
  if (typeof value === 'number') return { test: 'number', value: value === 0 ? 0 : value };
  return { test: 'null' };
}
