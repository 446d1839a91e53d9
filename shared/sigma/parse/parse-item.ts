import type { DetectionItem, ValueTest } from '../ast.ts';
import type { LineDraft, Modifier } from '../modifiers/modifier.ts';
import { modifiersByName } from '../modifiers/registry.ts';
import type { ParseContext } from './context.ts';
import { findFieldProblem } from './find-field-problem.ts';
import type { Located, LocatedScalar, Place } from './located.ts';
import { suggestName } from './nearest-name.ts';
import { parseValue } from './parse-value.ts';

/** A line of a selection as the rule writes it. */
export interface ItemSource {
  /** Field and modifiers, joined by pipes; without a field for keywords. */
  readonly key: string;
  readonly place: Place;
  readonly value: Located;
}

/** Parse one line of a selection; `undefined` when something is wrong with it, which is reported. */
export function parseItem({ key, place, value }: ItemSource, context: ParseContext): DetectionItem | undefined {
  const [field = '', ...names] = key.split('|');
  const isKeyword = field === '';
  const fieldProblem = isKeyword ? undefined : findFieldProblem(field, context.derivedFields);
  if (fieldProblem !== undefined) context.report(place, fieldProblem.message, fieldProblem.hint);
  const modifiers = findModifiers(names, place, isKeyword, context);
  const scalars = scalarsOf(value, context);
  if (fieldProblem !== undefined || modifiers === undefined || scalars === undefined) return undefined;

  const line = applyLineModifiers(modifiers, scalars.length, place, context);
  const values = scalars.map((scalar) => parseValue(scalar, modifiers, isKeyword, context));
  if (line === undefined || values.some((tests) => tests === undefined)) return undefined;
  const known = values.filter((tests) => tests !== undefined);
  const tests = line.match === 'all' ? known.flatMap(asOneTest) : known.flat();
  return { kind: 'item', ...(!isKeyword && { field }), match: line.match, negated: line.negated, tests };
}

function findModifiers(
  names: readonly string[],
  place: Place,
  isKeyword: boolean,
  { report }: ParseContext,
): readonly Modifier[] | undefined {
  const found = names.flatMap((name, at) => {
    const modifier = modifiersByName.get(name);
    if (modifier === undefined) {
      report(place, `there is no modifier "${name}"`, suggestName(name, modifiersByName.keys()));
      return [];
    }
    if (names.slice(0, at).some((earlier) => modifiersByName.get(earlier) === modifier)) {
      report(place, `the modifier ${name} is given twice`, 'give it once');
      return [];
    }
    if (isKeyword && modifier.kind === 'value' && !modifier.allowsKeyword) {
      report(place, `${name} needs a field`, `put a field before |${name}: keywords are looked for everywhere`);
      return [];
    }
    return [modifier];
  });
  return found.length === names.length ? found : undefined;
}

function scalarsOf(value: Located, { report }: ParseContext): readonly LocatedScalar[] | undefined {
  const values = value.kind === 'list' ? value.items : [value];
  if (values.length === 0) {
    report(value.place, 'the list is empty', 'list at least one value');
    return undefined;
  }
  const scalars = values.filter((member) => member.kind === 'scalar');
  for (const member of values) {
    if (member.kind !== 'scalar') {
      report(member.place, `a ${member.kind} stands where a value should`, 'join the names of nested fields by dots');
    }
  }
  return scalars.length === values.length ? scalars : undefined;
}

function applyLineModifiers(
  modifiers: readonly Modifier[],
  valueCount: number,
  place: Place,
  { report }: ParseContext,
): LineDraft | undefined {
  let line: LineDraft = { match: 'any', negated: false, valueCount };
  for (const modifier of modifiers) {
    if (modifier.kind !== 'line') continue;
    const result = modifier.apply(line);
    if (!result.ok) {
      report(place, result.message, result.hint);
      return undefined;
    }
    line = result.line;
  }
  return line;
}

/** Where every value must hold, those that one value stands for stay together. */
function asOneTest(tests: readonly ValueTest[]): readonly ValueTest[] {
  return tests.length > 1 ? [{ test: 'any', of: tests }] : tests;
}
