import { type Alternative, type Filter, isObject } from './alternative.ts';
import type { Call, NameOperator } from './build-pattern.ts';

/** The calls that an alternative lets through, one by one. What names no calls stays whole.
 *
 * Each has one service or any. Several services with several whole names become the names of any service: each service with each name
 * would take many times the room, and most of them do not exist. */
export function callsOf(alternative: Alternative): readonly Call[] {
  const { eventSource, eventName, ...others } = alternative;
  const names = nameOperators(eventName);
  if (names === undefined) return [{ others: sorted(alternative) }];
  const rest = sorted(others);
  const sources = eventSource === undefined ? undefined : wholeTexts(eventSource);
  return names.flatMap((name) =>
    sources === undefined || (sources.length > 1 && names.length > 1 && 'equals-ignore-case' in name)
      ? [{ name, others: rest }]
      : sources.map((source) => ({ source, name, others: rest })),
  );
}

function sorted(alternative: Alternative): Alternative {
  return Object.fromEntries(Object.entries(alternative).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The ways in which a filter names calls, if it does nothing else. */
function nameOperators(filter: Filter | undefined): readonly NameOperator[] | undefined {
  const found = filter?.filter(
    (operator): operator is NameOperator =>
      isObject(operator) && ('equals-ignore-case' in operator || 'prefix' in operator),
  );
  return found?.length === filter?.length ? found : undefined;
}

function wholeTexts(filter: Filter): readonly string[] | undefined {
  const texts = filter.flatMap((operator) =>
    isObject(operator) && 'equals-ignore-case' in operator ? [operator['equals-ignore-case']] : [],
  );
  return texts.length === filter.length ? texts : undefined;
}
