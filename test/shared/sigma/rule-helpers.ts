import type { JsonObject } from '#shared/model/json.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { compileRule, type SigmaEvent } from '#shared/sigma/compile-rule.ts';
import { type ParsedRules, type ParseOptions, parseRules } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';

const ruleId = '6f1d2c3b-4a59-4e68-9b7a-0c1d2e3f4a5b';

/** A whole rule around a detection, whose lines are indented under `detection:`. */
export function ruleText(detection: string): string {
  const indented = detection
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `title: Under test\nid: ${ruleId}\nlevel: low\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${indented}\n`;
}

export function parseText(text: string, options?: ParseOptions): ParsedRules {
  return parseRules([{ file: 'rules/under-test.yml', path: 'under-test.yml', text }], options);
}

/** The rule of a detection that must be good. */
export function ruleOf(detection: string, options?: ParseOptions): DetectionRule {
  const { rules, problems } = parseText(ruleText(detection), options);
  const [rule] = rules;
  if (rule === undefined) throw new Error(`not a good rule: ${JSON.stringify(problems)}`);
  return rule;
}

export function eventOf(fields: JsonObject, derived: object = {}): SigmaEvent {
  return { fields, derived };
}

/** Tell whether a detection matches a record. */
export function matches(detection: string, fields: JsonObject, derived: object = {}): boolean {
  return compileRule(ruleOf(detection)).matches(eventOf(fields, derived));
}

/** Tell whether one line, such as `field|contains: value`, matches a record. */
export function lineMatches(line: string, fields: JsonObject, derived: object = {}): boolean {
  return matches(`selection:\n  ${line}\ncondition: selection`, fields, derived);
}

/** All that a person reads of a problem: `9:5 message (hint)`. */
export function inOneLine({ line, column, message, hint }: RuleProblem): string {
  return `${line}:${column} ${message} (${hint})`;
}

/** The problems of a detection, each in one line; the detection's first line is the eighth. */
export function problemsOf(detection: string, options?: ParseOptions): readonly string[] {
  return parseText(ruleText(detection), options).problems.map(inOneLine);
}

/** The problems of one line of a selection, which is the ninth; each in one line. */
export function lineProblems(line: string, options?: ParseOptions): readonly string[] {
  return problemsOf(`selection:\n  ${line}\ncondition: selection`, options);
}
