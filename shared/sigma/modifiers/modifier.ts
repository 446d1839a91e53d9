import type { DetectionItem, ValueTest } from '../ast.ts';

/** One modifier of Sigma. It changes the values of a line one by one, or how the line as a whole is read. */
export type Modifier = ValueModifier | LineModifier;

/** Changes each value of a line on its way to a test. */
export interface ValueModifier {
  readonly kind: 'value';
  readonly name: string;
  /** Other spellings of the same modifier. */
  readonly aliases?: readonly string[];
  /** It can stand at a keyword, which has no field. */
  readonly allowsKeyword: boolean;
  readonly apply: (draft: Draft, context: ModifierContext) => ModifierResult;
}

/** Changes how the tests of a line are joined. */
export interface LineModifier {
  readonly kind: 'line';
  readonly name: string;
  readonly apply: (line: LineDraft) => LineResult;
}

/** A value on its way from the rule's text to a test; `bytes` is a text in another encoding, still to be put into Base64. */
export type Draft = ValueTest | { readonly test: 'bytes'; readonly bytes: readonly number[] };

/** What a modifier may look at besides the value. */
export interface ModifierContext {
  /** Canonical names of the modifiers before this one, in order. */
  readonly before: readonly string[];
  /** The value as the rule spells it, wildcards and escapes untouched. */
  readonly written: string;
  /** What each placeholder stands for; read by `expand`. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
  /** Every path that there is under `derived.`; read by `fieldref`. */
  readonly derivedFields: readonly string[] | undefined;
}

/** How a line's tests are joined, before they are. */
export interface LineDraft extends Pick<DetectionItem, 'match' | 'negated'> {
  /** Number of values that the rule lists. */
  readonly valueCount: number;
}

/** Why a modifier cannot be applied. */
export interface ModifierProblem {
  readonly ok: false;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** The drafts that a value became: several when it stands for any of them. */
export type ModifierResult = { readonly ok: true; readonly drafts: readonly Draft[] } | ModifierProblem;
/** The line as a modifier leaves it. */
export type LineResult = { readonly ok: true; readonly line: LineDraft } | ModifierProblem;

/** A value that became these drafts. */
export function drafts(...made: readonly Draft[]): ModifierResult {
  return { ok: true, drafts: made };
}

/** A modifier cannot be applied. */
export function problem(message: string, hint: string): ModifierProblem {
  return { ok: false, message, hint };
}
