import type { DerivedMeaning, FieldNeed } from '#shared/model/derived-meaning.ts';
import type { Condition, DetectionItem, DetectionRule, Selection, ValueTest } from '../ast.ts';
import { isAscii } from '../match/is-ascii.ts';
import { itemInWords } from '../plain-words.ts';
import { type Alternative, anyRecord, combine, type Filter, withoutCovered } from './alternative.ts';
import { askedFields } from './asked-fields.ts';
import { filterOfItem } from './filter-of-item.ts';

/** What EventBridge can be asked for one rule, and why it is not asked for less. */
export interface RulePattern {
  /** Invariant: a record that the rule matches passes at least one of them. Empty when the rule can match nothing. */
  readonly alternatives: readonly Alternative[];
  /** The lines that EventBridge is not asked about, or not all they say, in the rule's order. */
  readonly widenings: readonly Widening[];
}

/** A line that passes more in EventBridge than in Sigma. */
export interface Widening {
  /** In plain words. */
  readonly line: string;
  readonly why: string;
}

/** Why EventBridge is asked about less than a line says. */
const reasons = {
  keyword: 'EventBridge cannot search a whole record',
  derived: 'Trailguard derives it from the record, EventBridge does not',
  meaning: 'Trailguard derives it from the record; EventBridge is asked for what it always comes with',
  field: 'EventBridge is asked only about fields that AWS always writes in one form',
  presence: 'EventBridge has no such test: it is asked whether the field is there, where that tells something',
  negation: 'EventBridge has no filter that is certain to exclude no more',
} as const;

/** Tells what a derived field's value says of the record's own fields. */
export type MeaningOf = (path: string, text: string) => DerivedMeaning | undefined;

/** Find what EventBridge can be asked for a rule, so that no record is lost that the rule matches. */
export function patternOfRule(rule: DetectionRule, meaningOf: MeaningOf): RulePattern {
  const widenings: Widening[] = [];
  const selections = new Map(Object.entries(rule.selections));

  const ofPart = (part: Condition | Selection, holds: boolean): readonly Alternative[] => {
    switch (part.kind) {
      case 'not':
        return ofPart(part.of, !holds);
      case 'selection': {
        const selection = selections.get(part.name);
        return selection === undefined ? anyRecord : ofPart(selection, holds);
      }
      case 'all':
      case 'any': {
        const parts = part.of.map((member) => ofPart(member, holds));
        // Not all holding is one failing, and none holding is all failing.
        return (part.kind === 'all') === holds ? parts.reduce(combine, anyRecord) : withoutCovered(parts.flat());
      }
      case 'item':
        return ofItem(part, holds);
    }
  };

  const ofItem = (item: DetectionItem, holds: boolean): readonly Alternative[] => {
    const widen = (why: keyof typeof reasons): void => {
      const words = itemInWords(item);
      widenings.push({ line: holds ? words : `not: ${words}`, why: reasons[why] });
    };
    const { field } = item;
    if (field === undefined || !askedFields.has(field)) {
      const meaning = holds === item.negated ? undefined : meaningOfItem(item, meaningOf);
      if (meaning !== undefined) widen('meaning');
      else if (field === undefined) widen('keyword');
      else widen(field.startsWith('derived.') ? 'derived' : 'field');
      return meaning ?? anyRecord;
    }
    const filter = filterOfItem(item, holds);
    if (filter === undefined) widen('negation');
    else if (asksPresence(filter) && !item.tests.some(({ test }) => test === 'exists' || test === 'null')) {
      widen('presence');
    }
    const saysNothing = filter === undefined || (everywhere.has(field) && asksPresence(filter));
    return saysNothing ? anyRecord : [{ [field]: filter }];
  };

  const alternatives = ofPart(rule.condition, true);
  return { alternatives, widenings };
}

/** Fields of nearly every record: that they are there tells nothing. */
const everywhere: ReadonlySet<string> = new Set([
  'awsRegion',
  'eventName',
  'eventSource',
  'sourceIPAddress',
  'userAgent',
  'userIdentity.type',
]);

function asksPresence(filter: Filter): boolean {
  return JSON.stringify(filter).includes('{"exists":true}');
}

/** What a line about a derived field says of others; of tests that must all hold, the first that says something. */
function meaningOfItem(item: DetectionItem, meaningOf: MeaningOf): readonly Alternative[] | undefined {
  if (!item.field?.startsWith('derived.')) return undefined;
  const path = item.field.slice('derived.'.length);
  const meanings = item.tests.map((test) => {
    const text = exactText(test);
    return text === undefined ? undefined : meaningOf(path, text)?.map(alternativeOf);
  });
  if (item.match === 'all') return meanings.find((meaning) => meaning !== undefined);
  return meanings.includes(undefined) ? undefined : withoutCovered(meanings.flatMap((meaning) => meaning ?? []));
}

function exactText(test: ValueTest): string | undefined {
  if (test.test === 'boolean') return String(test.value);
  if (test.test !== 'string' || test.parts.length > 1) return undefined;
  const [text = ''] = test.parts;
  return typeof text === 'string' ? text : undefined;
}

function alternativeOf(needs: Readonly<Record<string, FieldNeed>>): Alternative {
  return Object.fromEntries(Object.entries(needs).map(([field, need]) => [field, filterOfNeed(need)]));
}

function filterOfNeed(need: FieldNeed): Filter {
  if (need === 'present') return [{ exists: true }];
  if ('oneOf' in need) return need.oneOf.map((text) => ({ 'equals-ignore-case': text }));
  return [isAscii(need.startsWith) ? { prefix: { 'equals-ignore-case': need.startsWith } } : { exists: true }];
}
