import { type Place, placeOfKey } from '../parse/located.ts';
import { nearestName, suggestName } from '../parse/nearest-name.ts';
import { findUnknownField } from './cloudtrail-fields.ts';
import type { Check, Finding, LintedCorrelation, LintedDetection } from './lint-document.ts';

/** Fields that CloudTrail documents for no record: a rule that reads one sees it absent in each. */
export const unknownField: Check = {
  code: 'unknown-field',
  inDetection: (rule) => [
    ...rule.lines.flatMap(({ entry, item }) => [
      ...(item.field === undefined ? [] : findingsOf(item.field, entry.place)),
      ...item.tests.flatMap((test) => (test.test === 'fieldref' ? findingsOf(test.field, entry.value.place) : [])),
    ]),
    ...ofDedup(rule),
  ],
  inCorrelation: (rule) => {
    const { body, correlation } = rule;
    const placeOf = (key: string): Place => placeOfKey(correlation, key);
    const isRead = (field: string): boolean => !body.aliases.some(({ alias }) => alias === field);
    return [
      ...body.groupBy.filter(isRead).flatMap((field) => findingsOf(field, placeOf('group-by'))),
      ...body.fields.filter(isRead).flatMap((field) => findingsOf(field, placeOf('condition'))),
      ...body.aliases.flatMap(({ fields }) =>
        fields.flatMap(({ field, rule: reference }) => findingsOf(field, reference.place)),
      ),
      ...ofDedup(rule),
    ];
  },
};

function findingsOf(field: string, place: Place): readonly Finding[] {
  const unknown = findUnknownField(field);
  if (unknown === undefined) return [];
  const { path, known } = unknown;
  return [{ place, message: `CloudTrail documents no field "${path}"`, hint: betterField(path, known) }];
}

function betterField(path: string, known: readonly string[]): string {
  if (known.length === 0) return 'the field before the last dot has no fields of its own';
  if (!path.includes('.') && nearestName(path, known) === undefined) {
    return 'what a service says of a call stands under requestParameters, responseElements or additionalEventData';
  }
  return suggestName(path, known);
}

function ofDedup({ root, meta }: LintedDetection | LintedCorrelation): readonly Finding[] {
  const place = placeOfKey(root, 'trailguard');
  return (meta.trailguard.dedup ?? []).flatMap((field) => findingsOf(field, place));
}
