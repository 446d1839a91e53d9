import type { CorrelationRule, DetectionRule } from './ast.ts';
import { applyFilters } from './parse/apply-filters.ts';
import { dropDuplicates } from './parse/drop-duplicates.ts';
import { expandActions } from './parse/expand-actions.ts';
import type { Report } from './parse/located.ts';
import { parseDocument } from './parse/parse-document.ts';
import { readYaml } from './parse/read-yaml.ts';
import { defaultLevel, resolveCorrelations } from './parse/resolve-correlations.ts';
import type { RuleProblem } from './problem.ts';

/** A file of rules, one or several YAML documents. */
export interface RuleSource {
  /** The file as the caller names it, for problems. */
  readonly file: string;
  /** Where it lies in its rule folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What rules need from the settings and from what runs them. */
export interface ParseOptions {
  /** Values of the placeholders that rules with the modifier `expand` use; they may have wildcards. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** Every path that there is under `derived.`: a rule that reads another one would never match. Absent: any is taken. */
  readonly derivedFields?: readonly string[];
}

/** Rules as plain JSON, in the order of the sources, and everything that is wrong with the others. */
export interface ParsedRules {
  readonly rules: readonly DetectionRule[];
  readonly correlations: readonly CorrelationRule[];
  /** In the order of the sources and of the lines in each. */
  readonly problems: readonly RuleProblem[];
}

/** Parse and check Sigma rules and correlations. Never throws: a rule with problems is left out, good ones are still returned.
 *
 * Correlations and filters may refer to rules of any source, by id, name, or a title that is unique. Filters are ANDed into
 * the rules they name. Where two rules have the same id or name, the first is kept. A rule without a level is `medium`, a
 * correlation without one takes the gravest of its rules.
 * @see Sigma specification 2.1 */
export function parseRules(sources: readonly RuleSource[], options: ParseOptions = {}): ParsedRules {
  const problems: RuleProblem[] = [];
  const known = {
    placeholders: new Map(Object.entries(options.placeholders ?? {})),
    derivedFields: options.derivedFields,
  };
  const documents = sources.flatMap(({ file, path, text }) => {
    const report: Report = (place, message, hint) => void problems.push({ file, ...place, message, hint });
    const faultsBefore = problems.length;
    const found = expandActions(readYaml(text, report), report);
    if (found.length === 0 && problems.length === faultsBefore) {
      report({ line: 1, column: 1 }, 'the file has no rule', 'write one, or delete the file');
    }
    return found.flatMap((document) => parseDocument(document, path, { report, ...known }) ?? []);
  });
  const distinct = dropDuplicates(documents.filter(({ kind }) => kind !== 'filter'));
  const filters = dropDuplicates(documents.filter(({ kind }) => kind === 'filter'));
  const unfiltered = distinct.flatMap(({ meta, body }): readonly DetectionRule[] =>
    body?.kind === 'detection' ? [{ ...body, meta: { ...meta, level: meta.level ?? defaultLevel } }] : [],
  );
  const rules = applyFilters(unfiltered, filters, distinct);
  const correlations = resolveCorrelations(distinct);
  return { rules, correlations, problems: inOrder(withoutRepeats(problems), sources) };
}

/** What stands once in a file but in several rules, by a YAML alias or a global document, is wrong once. */
function withoutRepeats(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function inOrder(problems: readonly RuleProblem[], sources: readonly RuleSource[]): readonly RuleProblem[] {
  const order = new Map(sources.map(({ file }, position) => [file, position]));
  const positionOf = ({ file }: RuleProblem): number => order.get(file) ?? 0;
  return [...problems].sort((a, b) => positionOf(a) - positionOf(b) || a.line - b.line || a.column - b.column);
}
