import type { Json } from '#shared/model/json.ts';
import { isFalse, listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import {
  type AdvancedSelector,
  type BasicSelector,
  type FieldSelector,
  fieldOperators,
  type TrailSelectors,
} from '#shared/model/trail-selectors.ts';

/** The selectors of a PutEventSelectors request as a record holds it; advanced ones when it has any, as a trail has one kind only. */
export function readTrailSelectors(parameters: Json | undefined): TrailSelectors {
  const advanced = listOf(memberAt(parameters, 'advancedEventSelectors'));
  if (advanced.length > 0) return { kind: 'advanced', selectors: advanced.map(readAdvanced) };
  return { kind: 'basic', selectors: listOf(memberAt(parameters, 'eventSelectors')).map(readBasic) };
}

function readBasic(selector: Json): BasicSelector {
  return {
    readWriteType: textAt(selector, 'readWriteType') ?? 'All',
    includeManagementEvents: !isFalse(memberAt(selector, 'includeManagementEvents')),
    excludeManagementEventSources: textsOf(memberAt(selector, 'excludeManagementEventSources')),
    dataResources: listOf(memberAt(selector, 'dataResources')).map((resource) => ({
      type: textAt(resource, 'type') ?? '',
      values: textsOf(memberAt(resource, 'values')),
    })),
  };
}

function readAdvanced(selector: Json): AdvancedSelector {
  const name = textAt(selector, 'name');
  return {
    ...(name !== undefined && { name }),
    fieldSelectors: listOf(memberAt(selector, 'fieldSelectors')).map(readField),
  };
}

function readField(selector: Json): FieldSelector {
  const operators = fieldOperators.flatMap((operator) => {
    const values = textsOf(memberAt(selector, operator));
    return values.length === 0 ? [] : [[operator, values] as const];
  });
  return { field: textAt(selector, 'field') ?? '', ...Object.fromEntries(operators) };
}

/** The API takes text only; a record may hold `true` where the request said `"true"`. */
function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : typeof entry === 'boolean' ? [`${entry}`] : [],
  );
}
