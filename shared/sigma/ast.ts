import type { RuleMeta } from '#shared/model/rule.ts';

/** A rule after parsing and checking. Plain JSON throughout, so that a rule pack can carry it: no YAML is parsed in a Lambda. */
export type SigmaDocument = DetectionRule | CorrelationRule;

/** A rule that looks at one record at a time. */
export interface DetectionRule {
  readonly kind: 'detection';
  readonly meta: RuleMeta;
  /** Selections by identifier, in the rule's order. */
  readonly selections: Readonly<Record<string, Selection>>;
  /** The rule's condition; a list of conditions is one `any`. */
  readonly condition: Condition;
}

/** A condition with `1 of`, `all of` and `them` already resolved to the identifiers they mean. */
export type Condition =
  | { readonly kind: 'selection'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] };

/** What a selection says: `all` for a map, `any` for a list of maps, `item` for one line. */
export type Selection =
  | { readonly kind: 'all'; readonly of: readonly Selection[] }
  | { readonly kind: 'any'; readonly of: readonly Selection[] }
  | DetectionItem;

/** One line of a selection: a field, or the whole record for keywords, and the tests of which one (or each) must hold. */
export interface DetectionItem {
  readonly kind: 'item';
  /** Path to the field as the rule spells it; absent for keywords. */
  readonly field?: string;
  /** `all` with the modifier `all`, else `any`. */
  readonly match: 'any' | 'all';
  /** With the modifier `neq`: the item holds where the tests do not. */
  readonly negated: boolean;
  readonly tests: readonly ValueTest[];
}

/** A typed value with the way it is compared. One is true or false for one value of a record. */
export type ValueTest =
  | StringTest
  | { readonly test: 'number'; readonly value: number }
  | { readonly test: 'boolean'; readonly value: boolean }
  /** The field is absent or null. */
  | { readonly test: 'null' }
  | { readonly test: 'exists'; readonly value: boolean }
  | { readonly test: 'regex'; readonly source: string; readonly flags: string }
  | { readonly test: 'compare'; readonly operator: CompareOperator; readonly value: number }
  | {
      readonly test: 'time';
      readonly part: TimePart;
      readonly operator: CompareOperator | 'eq';
      readonly value: number;
    }
  | { readonly test: 'cidr'; readonly network: string }
  /** One of these: what one value of the rule stands for, where each value must hold. Never nested. */
  | { readonly test: 'any'; readonly of: readonly ValueTest[] }
  | {
      readonly test: 'fieldref';
      /** Path of the other field. */
      readonly field: string;
      readonly relation: 'equals' | 'startswith' | 'endswith' | 'contains';
      readonly cased: boolean;
    };

/** A text, perhaps with wildcards, compared with the whole of a value's text. */
export interface StringTest {
  readonly test: 'string';
  /** Literal runs and wildcards in order; `many` is `*`, `one` is `?`. No two literals stand side by side. */
  readonly parts: readonly (string | { readonly wildcard: 'many' | 'one' })[];
  readonly cased: boolean;
}

/** Less than, at most, more than, at least. */
export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';
/** Part of a time in UTC; `week` is the ISO week. */
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Every correlation type that can be parsed. */
export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;
/** What a correlation measures. */
export type CorrelationType = (typeof correlationTypes)[number];

/** A rule that looks at the matches of other rules over time. */
export interface CorrelationRule {
  readonly kind: 'correlation';
  readonly meta: RuleMeta;
  readonly type: CorrelationType;
  /** Ids of the rules or correlations it refers to, resolved, in the rule's order and without circles. */
  readonly ruleIds: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  /** All must hold (two make a range); empty with `ruleCondition`, and for temporal types that say nothing else: they need
   * every rule once. */
  readonly thresholds: readonly Threshold[];
  /** For temporal types: which of the rules must match within the timespan, and which must not. Its selections are ids of
   * `ruleIds`, each of which it names; it never holds where no rule matches. `temporal_ordered` asks in addition that those
   * that must match do so in the order of `ruleIds`. */
  readonly ruleCondition?: Condition;
  /** The fields whose values are counted or summed; empty for types that count records. */
  readonly fields: readonly string[];
  /** Which percentile of the values, 0 to 100; present for `value_percentile` alone. */
  readonly percentile?: number;
  /** alias → rule id → field. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The rules it refers to also alert by themselves. */
  readonly generate: boolean;
}

/** One bound that a measured value must keep. */
export interface Threshold {
  readonly operator: CompareOperator | 'eq' | 'neq';
  readonly value: number;
}
