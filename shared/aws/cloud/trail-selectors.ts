import type { AdvancedEventSelector, EventSelector, PutEventSelectorsRequest } from '@aws-sdk/client-cloudtrail';
import {
  type AdvancedSelector,
  type BasicSelector,
  type FieldOperator,
  type FieldSelector,
  fieldOperators,
  type TrailSelectors,
} from '#shared/model/trail-selectors.ts';

/** What GetEventSelectors answers; a trail that has advanced selectors has no others. */
export function selectorsOf(answer: {
  readonly EventSelectors?: readonly EventSelector[] | undefined;
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[] | undefined;
}): TrailSelectors {
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = answer;
  if (advanced.length > 0) return { kind: 'advanced', selectors: advanced.map(advancedOf) };
  return { kind: 'basic', selectors: basic.map(basicOf) };
}

/** What PutEventSelectors is asked for. */
export function requestOf(trail: TrailSelectors): Omit<PutEventSelectorsRequest, 'TrailName'> {
  if (trail.kind === 'advanced') return { AdvancedEventSelectors: trail.selectors.map(toAdvanced) };
  return { EventSelectors: trail.selectors.map(toBasic) };
}

function basicOf(selector: EventSelector): BasicSelector {
  return {
    readWriteType: selector.ReadWriteType ?? 'All',
    includeManagementEvents: selector.IncludeManagementEvents ?? true,
    excludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
    dataResources: (selector.DataResources ?? []).map(({ Type = '', Values = [] }) => ({ type: Type, values: Values })),
  };
}

function toBasic(selector: BasicSelector): EventSelector {
  return {
    // Text that the API does not know, as a record may hold it, is for the API to refuse.
    ReadWriteType: selector.readWriteType as NonNullable<EventSelector['ReadWriteType']>,
    IncludeManagementEvents: selector.includeManagementEvents,
    ExcludeManagementEventSources: [...selector.excludeManagementEventSources],
    DataResources: selector.dataResources.map(({ type, values }) => ({ Type: type, Values: [...values] })),
  };
}

function advancedOf({ Name, FieldSelectors = [] }: AdvancedEventSelector): AdvancedSelector {
  return {
    ...(Name !== undefined && Name !== '' && { name: Name }),
    fieldSelectors: FieldSelectors.map((selector): FieldSelector => {
      const tests = fieldOperators.flatMap((operator) => {
        const values = selector[sdkNames[operator]] ?? [];
        return values.length === 0 ? [] : [[operator, values] as const];
      });
      return { field: selector.Field ?? '', ...Object.fromEntries(tests) };
    }),
  };
}

function toAdvanced({ name, fieldSelectors }: AdvancedSelector): AdvancedEventSelector {
  return {
    ...(name !== undefined && { Name: name }),
    FieldSelectors: fieldSelectors.map((selector) => {
      const tests = fieldOperators.flatMap((operator) => {
        const values = selector[operator];
        return values === undefined ? [] : [[sdkNames[operator], [...values]] as const];
      });
      return { Field: selector.field, ...Object.fromEntries(tests) };
    }),
  };
}

const sdkNames = {
  equals: 'Equals',
  startsWith: 'StartsWith',
  endsWith: 'EndsWith',
  notEquals: 'NotEquals',
  notStartsWith: 'NotStartsWith',
  notEndsWith: 'NotEndsWith',
} as const satisfies Record<FieldOperator, string>;
