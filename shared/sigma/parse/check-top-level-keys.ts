import { entryOf, type LocatedMap, type Report } from './located.ts';
import { nearestName } from './nearest-name.ts';

const knownKeys: readonly string[] = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'correlation',
  'filter',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'trailguard',
];

/** Report keys that look like slips of the pen. Sigma allows keys of one's own, so others are left alone; but a `levle:` that
 * is taken for one loses the rule its level without a word. */
export function checkTopLevelKeys(document: LocatedMap, report: Report): void {
  for (const { key, place } of document.entries) {
    if (knownKeys.includes(key)) continue;
    const nearest = nearestName(key, knownKeys);
    if (nearest !== undefined && entryOf(document, nearest) === undefined) {
      report(place, `unknown key "${key}"`, `did you mean "${nearest}"? a key of your own needs a name less like it`);
    }
  }
}
