import type { Condition, DetectionItem, Selection, ValueTest } from '../ast.ts';
import { type Fact, subjectOf } from './fact.ts';
import { findContradiction } from './find-contradiction.ts';

/** What has to be so for a part of a rule to hold, or why it cannot. */
export type Necessity =
  | { readonly possible: true; readonly facts: readonly Fact[] }
  | { readonly possible: false; readonly why: string };

/** What is known to be so of every record for which a part of a rule holds, or fails.
 *
 * Sound and not complete: what is said to be impossible is, but not everything that is gets found. Of alternatives only what
 * all have in common is known. */
export function necessityOf(
  part: Condition | Selection,
  holds: boolean,
  selections: ReadonlyMap<string, Selection>,
): Necessity {
  switch (part.kind) {
    case 'not':
      return necessityOf(part.of, !holds, selections);
    case 'item':
      return ofAll([{ possible: true, facts: splitItem(part, holds) }]);
    case 'selection': {
      const own: Necessity = { possible: true, facts: [{ kind: 'selection', name: part.name, holds }] };
      const selection = selections.get(part.name);
      return selection === undefined ? own : ofAll([own, necessityOf(selection, holds, selections)]);
    }
    case 'all':
    case 'any': {
      const inner = part.of.map((member) => necessityOf(member, holds, selections));
      // Not all holding is one failing, and none holding is all failing.
      return (part.kind === 'all') === holds ? ofAll(inner) : ofAny(inner);
    }
  }
}

function ofAll(parts: readonly Necessity[]): Necessity {
  const facts: Fact[] = [];
  for (const part of parts) {
    if (!part.possible) return part;
    facts.push(...part.facts);
  }
  const why = findContradiction(facts);
  return why === undefined ? { possible: true, facts } : { possible: false, why };
}

function ofAny(parts: readonly Necessity[]): Necessity {
  const possible = parts.filter((part) => part.possible);
  const [first, ...others] = possible;
  if (first === undefined) return parts[0] ?? { possible: true, facts: [] };
  const known = others.map(({ facts }) => new Set(facts.map(signedKey)));
  return { possible: true, facts: first.facts.filter((fact) => known.every((keys) => keys.has(signedKey(fact)))) };
}

function signedKey(fact: Fact): string {
  return `${fact.holds} ${subjectOf(fact)}`;
}

/** One fact for each test where each stands by itself: all must hold, or none may. */
function splitItem(item: DetectionItem, holds: boolean): readonly Fact[] {
  const isHeld = holds !== item.negated;
  const standAlone = item.tests.length === 1 || (item.match === 'all') === isHeld;
  if (!standAlone) return [{ kind: 'item', item: { ...item, negated: false }, holds: isHeld }];
  return item.tests.map((test) => {
    // Absent is not present, so that both are spelled one way.
    const isAbsence = test.test === 'exists' && !test.value;
    const said: ValueTest = isAbsence ? { test: 'exists', value: true } : test;
    const alone: DetectionItem = { ...item, match: 'any', negated: false, tests: [said] };
    return { kind: 'item', item: alone, holds: isHeld !== isAbsence };
  });
}
