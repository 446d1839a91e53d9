import type { Json } from '#shared/model/json.ts';
import type { Condition, DetectionItem, DetectionRule, Selection } from './ast.ts';
import { fieldValues } from './field-values.ts';
import { compileItem } from './match/compile-item.ts';
import { groupWords, itemInWords } from './plain-words.ts';
import type { SigmaEvent } from './sigma-event.ts';

/** Whether one part of a rule held for a record, and why. */
export interface TraceNode {
  readonly held: boolean;
  /** The part: a selection's name, how parts are joined, or one line in plain words. */
  readonly text: string;
  /** For one line about a field: the record's values there, those of lists one by one; empty when the field is absent. */
  readonly actual?: readonly Json[];
  readonly children: readonly TraceNode[];
}

/** Try a rule on one record and tell of every part whether it held; the root is the whole condition. */
export function traceRule(rule: DetectionRule, event: SigmaEvent): TraceNode {
  return traceCondition(rule.condition, new Map(Object.entries(rule.selections)), event);
}

function traceCondition(
  condition: Condition,
  selections: ReadonlyMap<string, Selection>,
  event: SigmaEvent,
): TraceNode {
  switch (condition.kind) {
    case 'selection': {
      const selection = selections.get(condition.name);
      const children = selection === undefined ? [] : [traceSelection(selection, event)];
      return { held: children.some(({ held }) => held), text: condition.name, children };
    }
    case 'not': {
      const negated = traceCondition(condition.of, selections, event);
      return { held: !negated.held, text: 'not', children: [negated] };
    }
    case 'all':
    case 'any':
      return joinTraces(
        condition.kind,
        condition.of.map((part) => traceCondition(part, selections, event)),
      );
  }
}

function traceSelection(selection: Selection, event: SigmaEvent): TraceNode {
  if (selection.kind === 'item') return traceItem(selection, event);
  return joinTraces(
    selection.kind,
    selection.of.map((part) => traceSelection(part, event)),
  );
}

function joinTraces(kind: 'all' | 'any', children: readonly TraceNode[]): TraceNode {
  const held = kind === 'all' ? children.every((child) => child.held) : children.some((child) => child.held);
  return { held, text: groupWords[kind], children };
}

function traceItem(item: DetectionItem, event: SigmaEvent): TraceNode {
  const held = compileItem(item).matches(event);
  const actual = item.field === undefined ? {} : { actual: fieldValues(event, item.field) };
  return { held, text: itemInWords(item), ...actual, children: [] };
}
