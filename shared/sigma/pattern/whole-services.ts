import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { EventRule } from './event-rule.ts';

/** The services of which every change, or every call, comes through: some rule names no call of theirs, or there was no room for the names.
 * @returns as `eventSource` has them, sorted */
export function wholeServices(rules: readonly EventRule[]): readonly string[] {
  const branches = rules.flatMap(({ pattern: { detail } }) => {
    const any = isJsonObject(detail) ? detail['$or'] : undefined;
    return Array.isArray(any) ? any : [detail];
  });
  const whole = branches.flatMap((branch) =>
    isJsonObject(branch) && Object.keys(branch).join() === 'eventSource' ? textsOf(branch['eventSource']) : [],
  );
  return [...new Set(whole)].sort();
}

function textsOf(filter: Json | undefined): readonly string[] {
  if (!Array.isArray(filter)) return [];
  return filter.flatMap((operator) => {
    const text = isJsonObject(operator) ? operator['equals-ignore-case'] : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}
