import type { Found } from '#shared/ports/doctor/stack-facts.ts';

/** What is known of the resources that are there and could be read. */
export function found<Facts>(resources: readonly Found<Facts>[]): readonly Facts[] {
  return resources.flatMap(({ facts }) => (facts.ok ? (facts.value ?? []) : []));
}
