import type { StringTest, ValueTest } from '../ast.ts';
import { compileItem } from '../match/compile-item.ts';
import { isSingleValued } from './cloudtrail-fields.ts';
import { type Fact, factInWords, type ItemFact, subjectOf } from './fact.ts';

/** Why facts cannot all be so, in plain words; `undefined` when nothing is known against it. */
export function findContradiction(facts: readonly Fact[]): string | undefined {
  const seen = new Map<string, Fact>();
  const byField = new Map<string, ItemFact[]>();
  for (const fact of facts) {
    const subject = subjectOf(fact);
    const earlier = seen.get(subject);
    if (earlier !== undefined && earlier.holds !== fact.holds) return inWords([earlier, fact]);
    seen.set(subject, fact);
    if (fact.kind === 'item' && fact.item.field !== undefined) {
      const ofField = byField.get(fact.item.field) ?? [];
      ofField.push(fact);
      byField.set(fact.item.field, ofField);
    }
  }
  for (const [field, ofField] of byField) {
    const clash = findAbsenceClash(field, ofField) ?? findValueClash(field, ofField);
    if (clash !== undefined) return inWords(clash);
  }
  return undefined;
}

function inWords(facts: readonly Fact[]): string {
  return facts.map(factInWords).join(', and ');
}

function findAbsenceClash(field: string, facts: readonly ItemFact[]): readonly Fact[] | undefined {
  const held = facts.filter(({ holds }) => holds);
  const present = held.find(({ item }) => item.tests.every(needsField));
  const absent = facts.find(
    ({ item, holds }) => !holds && item.tests.every((test) => test.test === 'exists' && test.value),
  );
  if (absent !== undefined && present !== undefined) return [absent, present];
  // A list may have a null beside a text.
  const empty = isSingleValued(field)
    ? held.find(({ item }) => item.tests.every(({ test }) => test === 'null'))
    : undefined;
  const filled = held.find(({ item }) => item.tests.every((test) => needsField(test) && test.test !== 'exists'));
  return empty === undefined || filled === undefined ? undefined : [empty, filled];
}

/** Tell whether a test fails where the field is absent. Apart from `exists`, those that do fail on null too. */
function needsField(test: ValueTest): boolean {
  if (test.test === 'any') return test.of.every(needsField);
  return test.test === 'exists' ? test.value : test.test !== 'null';
}

/** The texts that a field may have are those of a fact that names them all; every other fact on the field takes some away. */
function findValueClash(field: string, facts: readonly ItemFact[]): readonly Fact[] | undefined {
  for (const fact of facts) {
    const texts = fact.holds ? exactTexts(fact.item.tests) : undefined;
    if (texts === undefined) continue;
    // A field of several values may have one for each fact, but none that a fact forbids.
    const judges = facts
      .flatMap((judge) => asTextFact(judge) ?? [])
      .filter((judge) => !judge.holds || isSingleValued(field));
    const compiled = judges.map((judge) => {
      const { matches } = compileItem(judge.item);
      const allows = (text: string): boolean => matches({ fields: { [field]: text }, derived: {} }) === judge.holds;
      return { judge, allows };
    });
    if (texts.some((text) => compiled.every(({ allows }) => allows(text)))) continue;
    return [fact, ...compiled.filter(({ allows }) => !texts.every(allows)).map(({ judge }) => judge)];
  }
  return undefined;
}

/** All texts of which the tests allow one; `undefined` when they allow others too. */
function exactTexts(tests: readonly ValueTest[]): readonly string[] | undefined {
  const texts = tests.flatMap((test) => {
    if (test.test !== 'string' || test.parts.length > 1) return [];
    const [text = ''] = test.parts;
    return typeof text === 'string' ? [text] : [];
  });
  return texts.length === tests.length ? texts : undefined;
}

/** A fact made a little weaker, so that it can be asked of texts whose case is not known; `undefined` when that is not possible. */
function asTextFact({ item, holds, kind }: ItemFact): ItemFact | undefined {
  const tests = item.tests.filter((test): test is StringTest => test.test === 'string');
  if (tests.length < item.tests.length || (!holds && tests.some(({ cased }) => cased))) return undefined;
  return { kind, holds, item: { ...item, tests: tests.map((test) => ({ ...test, cased: false })) } };
}
