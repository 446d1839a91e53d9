import type { Condition, CorrelationRule, CorrelationType, DetectionRule, Selection } from './ast.ts';
import { groupWords, itemInWords, thresholdWords, timespanInWords } from './plain-words.ts';
import type { RulePack } from './rule-pack.ts';

/** What a reader knows a rule by, of whom a correlation knows the id. */
export type NameOfRule = (ruleId: string) => string;

/** What a rule means in plain words: lines in order, each level two spaces further in. Texts of the rule are as it has them.
 * @param nameOf how to call the rules that a correlation refers to; by their ids, where it is left out */
export function describeRule(
  rule: DetectionRule | CorrelationRule,
  nameOf: NameOfRule = (ruleId) => ruleId,
): readonly string[] {
  if (rule.kind === 'correlation') return describeCorrelation(rule, nameOf);
  return [
    'matches a record if',
    ...indent(describeCondition(rule.condition, new Map(Object.entries(rule.selections)))),
  ];
}

/** How the rules of a pack are called: by name, else by title. */
export function namesIn({ rules, correlations }: Pick<RulePack, 'rules' | 'correlations'>): NameOfRule {
  const names = new Map([...rules, ...correlations].map(({ meta }) => [meta.id, meta.name ?? meta.title]));
  return (ruleId) => names.get(ruleId) ?? ruleId;
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function describeCondition(
  condition: Condition,
  selections: ReadonlyMap<string, Selection>,
  nameOf: NameOfRule = (name) => name,
): readonly string[] {
  switch (condition.kind) {
    case 'selection': {
      const selection = selections.get(condition.name);
      return [nameOf(condition.name), ...indent(selection === undefined ? [] : describeSelection(selection))];
    }
    case 'not':
      return ['not', ...indent(describeCondition(condition.of, selections, nameOf))];
    case 'all':
    case 'any':
      return [
        groupWords[condition.kind],
        ...indent(condition.of.flatMap((part) => describeCondition(part, selections, nameOf))),
      ];
  }
}

function describeSelection(selection: Selection): readonly string[] {
  if (selection.kind === 'item') return [itemInWords(selection)];
  return [groupWords[selection.kind], ...indent(selection.of.flatMap(describeSelection))];
}

const measured: Readonly<Record<CorrelationType, string>> = {
  event_count: 'the number of records',
  value_count: 'the number of distinct values',
  temporal: 'the number of different rules that match',
  temporal_ordered: 'the number of different rules that match one after the other, in this order,',
  value_sum: 'the sum of the values',
  value_avg: 'the mean of the values',
  value_percentile: 'a percentile of the values',
  value_median: 'the median of the values',
};

function describeCorrelation(rule: CorrelationRule, nameOf: NameOfRule): readonly string[] {
  const groups = rule.groupBy.length === 0 ? [] : [`  for each ${rule.groupBy.join(' and ')}`];
  const aliases = Object.entries(rule.aliases).map(([alias, fields]) => {
    const read = Object.entries(fields).map(([ruleId, field]) => `${field} of ${nameOf(ruleId)}`);
    return `  where ${alias} is ${read.join(' and ')}`;
  });
  const rules = rule.ruleIds.map((id) => `    ${nameOf(id)}`);
  if (rule.ruleCondition !== undefined) {
    return [
      `holds if within ${timespanInWords(rule.timespanMs)} there are matches of`,
      ...indent(indent(describeCondition(rule.ruleCondition, new Map(), nameOf))),
      ...(rule.type === 'temporal_ordered' ? ['  one after the other in the order of', ...rules] : []),
      ...groups,
      ...aliases,
    ];
  }
  const what = rule.percentile === undefined ? measured[rule.type] : `percentile ${rule.percentile} of the values`;
  const of = rule.fields.length === 0 ? '' : ` of ${rule.fields.join(' and ')}`;
  // Temporal types that name no number need every rule.
  const thresholds =
    rule.thresholds.length > 0 ? rule.thresholds : [{ operator: 'gte', value: rule.ruleIds.length } as const];
  const bounds = thresholds.map(({ operator, value }) => `${thresholdWords[operator]} ${value}`).join(' and ');
  return [
    `holds if within ${timespanInWords(rule.timespanMs)} ${what}${of} is ${bounds}`,
    ...groups,
    ...aliases,
    '  counting matches of',
    ...rules,
  ];
}
