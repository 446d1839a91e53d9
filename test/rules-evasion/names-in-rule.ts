import type { DetectionRule, Selection, ValueTest } from '#shared/sigma/ast.ts';

/** Every `eventName` that a rule spells out. */
export function namesInRule(rule: DetectionRule): readonly string[] {
  return Object.values(rule.selections).flatMap(namesIn);
}

function namesIn(selection: Selection): readonly string[] {
  if (selection.kind !== 'item') return selection.of.flatMap(namesIn);
  return selection.field === 'eventName' ? selection.tests.flatMap(textOf) : [];
}

function textOf(test: ValueTest): readonly string[] {
  if (test.test !== 'string' || test.parts.length !== 1) return [];
  const [text] = test.parts;
  return typeof text === 'string' ? [text] : [];
}
