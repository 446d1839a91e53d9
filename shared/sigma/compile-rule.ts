import type { Reason } from '#shared/model/detection.ts';
import type { Condition, DetectionItem, DetectionRule, Selection } from './ast.ts';
import { describeItemTests, describeTest } from './describe-test.ts';
import { compileItem } from './match/compile-item.ts';
import { InvalidTestError } from './match/errors.ts';
import type { SigmaEvent } from './sigma-event.ts';

export type { SigmaEvent } from './sigma-event.ts';

/** A rule, ready to run. */
export interface CompiledRule {
  readonly rule: DetectionRule;
  matches(event: SigmaEvent): boolean;
  /** The tests that held, in the rule's order, for an event that the rule matches. What the condition negates gives none. */
  explain(event: SigmaEvent): readonly Reason[];
}

/** Compile a checked rule.
 * @throws {InvalidTestError} the rule was not checked at load time */
export function compileRule(rule: DetectionRule): CompiledRule {
  const selections = new Map(
    Object.entries(rule.selections).map(([name, selection]) => [name, compileSelection(selection, name)]),
  );
  const condition = compileCondition(rule.condition, selections);
  return { rule, matches: condition.matches, explain: condition.explain };
}

/** A part of a rule; `explain` gives the tests that held, for an event that the part matches. */
interface CompiledPart {
  readonly matches: (event: SigmaEvent) => boolean;
  readonly explain: (event: SigmaEvent) => readonly Reason[];
}

function compileCondition(condition: Condition, selections: ReadonlyMap<string, CompiledPart>): CompiledPart {
  switch (condition.kind) {
    case 'selection': {
      const selection = selections.get(condition.name);
      if (selection === undefined) throw new InvalidTestError(`there is no selection ${condition.name}`);
      return selection;
    }
    case 'not': {
      const negated = compileCondition(condition.of, selections);
      return { matches: (event) => !negated.matches(event), explain: () => [] };
    }
    case 'all':
      return allOf(condition.of.map((part) => compileCondition(part, selections)));
    case 'any':
      return anyOf(condition.of.map((part) => compileCondition(part, selections)));
  }
}

function compileSelection(selection: Selection, name: string): CompiledPart {
  switch (selection.kind) {
    case 'all':
      return allOf(selection.of.map((part) => compileSelection(part, name)));
    case 'any':
      return anyOf(selection.of.map((part) => compileSelection(part, name)));
    case 'item':
      return compileSelectionItem(selection, name);
  }
}

function allOf(parts: readonly CompiledPart[]): CompiledPart {
  return {
    matches: (event) => {
      for (const part of parts) if (!part.matches(event)) return false;
      return true;
    },
    explain: (event) => parts.flatMap((part) => part.explain(event)),
  };
}

function anyOf(parts: readonly CompiledPart[]): CompiledPart {
  return {
    matches: (event) => {
      for (const part of parts) if (part.matches(event)) return true;
      return false;
    },
    explain: (event) => parts.filter((part) => part.matches(event)).flatMap((part) => part.explain(event)),
  };
}

function compileSelectionItem(item: DetectionItem, selection: string): CompiledPart {
  const compiled = compileItem(item);
  const where = { selection, ...(item.field !== undefined && { field: item.field }) };
  return {
    matches: compiled.matches,
    explain: (event) => {
      if (item.negated) {
        return [{ ...where, value: compiled.anyValue(event) ?? null, test: describeItemTests(item) }];
      }
      return compiled.tests
        .filter(({ holds }) => holds(event))
        .map(({ test, firstValue }) => ({ ...where, value: firstValue(event) ?? null, test: describeTest(test) }));
    },
  };
}
