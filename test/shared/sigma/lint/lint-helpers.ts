import { lintRules } from '#shared/sigma/lint/lint-rules.ts';
import type { RuleWarning } from '#shared/sigma/lint/rule-warning.ts';
import { inOneLine, parseText, ruleText } from '../rule-helpers.ts';

/** The warnings about a file, which must be free of problems: lint leaves rules with problems out. */
export function lintText(text: string): readonly RuleWarning[] {
  const { problems } = parseText(text);
  if (problems.length > 0) throw new Error(`not good rules: ${JSON.stringify(problems)}`);
  return lintRules([{ file: 'rules/under-test.yml', path: 'under-test.yml', text }]);
}

/** The warnings about a detection. */
export function lintDetection(detection: string): readonly RuleWarning[] {
  return lintText(ruleText(detection));
}

/** The warnings about one line, such as `field|contains: value`. */
export function lintLine(line: string): readonly RuleWarning[] {
  return lintDetection(`selection:\n  ${line}\ncondition: selection`);
}

/** Each in one line: `9:3 code: message (hint)`. */
export function inLines(warnings: readonly RuleWarning[]): readonly string[] {
  return warnings.map((warning) => inOneLine({ ...warning, message: `${warning.code}: ${warning.message}` }));
}
