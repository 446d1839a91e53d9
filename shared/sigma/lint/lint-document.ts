import type { Condition, DetectionItem, Selection } from '../ast.ts';
import type { LocatedEntry, LocatedMap, LocatedScalar, Place } from '../parse/located.ts';
import type { ParsedCorrelation } from '../parse/parse-correlation.ts';
import type { ParsedMeta } from '../parse/parse-meta.ts';

/** A rule or filter that parsed, next to the text that it was parsed from. */
export interface LintedDetection {
  readonly root: LocatedMap;
  readonly meta: ParsedMeta;
  readonly selections: ReadonlyMap<string, LintedSelection>;
  /** One for each condition that the rule lists; a record has to fulfil any. */
  readonly conditions: readonly { readonly place: Place; readonly condition: Condition }[];
  readonly lines: readonly LintedLine[];
  /** The correlations that refer to the rule. */
  readonly usedBy: readonly Pick<LintedCorrelation, 'meta' | 'body'>[];
}

/** A selection, and where its name stands. */
export interface LintedSelection {
  readonly place: Place;
  readonly selection: Selection;
}

/** A line of a selection, and where it and its values stand. */
export interface LintedLine {
  readonly entry: LocatedEntry;
  readonly values: readonly LocatedScalar[];
  readonly item: DetectionItem;
}

/** A correlation that parsed, next to the text that it was parsed from. */
export interface LintedCorrelation {
  readonly root: LocatedMap;
  readonly meta: ParsedMeta;
  /** What stands under `correlation:`. */
  readonly correlation: LocatedMap;
  readonly body: ParsedCorrelation;
}

/** What a check says. */
export interface Finding {
  readonly place: Place;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** One thing that lint looks for. */
export interface Check {
  /** In kebab case, for scripts. */
  readonly code: string;
  readonly inDetection?: (rule: LintedDetection) => readonly Finding[];
  readonly inCorrelation?: (rule: LintedCorrelation) => readonly Finding[];
}
