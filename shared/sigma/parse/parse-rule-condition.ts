import type { Condition } from '../ast.ts';
import { type LocatedScalar, placeInText } from './located.ts';
import { mapNames } from './map-names.ts';
import { namesIn } from './names-in.ts';
import { parseCondition } from './parse-condition.ts';
import type { ParsedDocument } from './parse-document.ts';
import type { RuleReference } from './read-references.ts';

/** A rule of a correlation with the way the correlation calls it. */
export interface ReferredRule {
  readonly reference: RuleReference;
  readonly rule: ParsedDocument;
}

/** Parse a correlation's condition over its rules, which it may call by what `rules` calls them, id, name, or a title of one
 * word; the result names ids. `undefined` when something is wrong with it, which is reported.
 *
 * An extension of pySigma's. As there, each rule must have its part in it, and `1 of` and `all of` have none. What is stricter:
 * a condition must not hold where nothing happens. */
export function parseRuleCondition(
  expression: LocatedScalar,
  referred: readonly ReferredRule[],
  { report }: Pick<ParsedDocument, 'report'>,
): Condition | undefined {
  const idByName = idsByName(referred);
  const parsed = parseCondition(expression.written, [...idByName.keys()], 'rule');
  if (!parsed.ok) {
    report(placeInText(expression, parsed.at), parsed.message, parsed.hint);
    return undefined;
  }
  const condition = mapNames(parsed.condition, (name) => idByName.get(name) ?? name);
  const named = namesIn(condition);
  const unused = referred.filter(({ rule }) => !named.includes(rule.meta.id));
  for (const { reference } of unused) {
    report(
      reference.place,
      `the condition does not name the rule "${reference.text}"`,
      'name it, or take it out of rules',
    );
  }
  if (unused.length > 0) return undefined;
  if (holdsWithoutMatches(condition)) {
    const hint = 'join it by and to a rule that must match';
    report(expression.place, 'the condition holds where no rule matches at all', hint);
    return undefined;
  }
  return condition;
}

function idsByName(referred: readonly ReferredRule[]): ReadonlyMap<string, string> {
  const idByName = new Map<string, string>();
  // What the correlation itself says goes before what the rules say, ids before names, names before titles.
  const forms = [
    ({ reference }: ReferredRule) => reference.text,
    ({ rule }: ReferredRule) => rule.meta.id,
    ({ rule }: ReferredRule) => rule.meta.name,
    ({ rule }: ReferredRule) => rule.meta.title,
  ];
  for (const form of forms) {
    for (const one of referred) {
      const name = form(one);
      if (name !== undefined && !idByName.has(name)) idByName.set(name, one.rule.meta.id);
    }
  }
  return idByName;
}

function holdsWithoutMatches(condition: Condition): boolean {
  switch (condition.kind) {
    case 'selection':
      return false;
    case 'not':
      return !holdsWithoutMatches(condition.of);
    case 'all':
      return condition.of.every(holdsWithoutMatches);
    case 'any':
      return condition.of.some(holdsWithoutMatches);
  }
}
