import type { RuleMeta } from '#shared/model/rule.ts';

/** What a rule says of itself, where a test does not care. */
export function meta(over: Partial<RuleMeta>): RuleMeta {
  const { id = over.name ?? 'id' } = over;
  return {
    id,
    title: `Title of ${id}`,
    level: 'medium',
    tags: [],
    references: [],
    falsepositives: [],
    trailguard: {},
    path: `${id}.yml`,
    ...over,
  };
}
