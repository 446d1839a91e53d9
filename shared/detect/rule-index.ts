import type { Json } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { type CompiledRule, compileRule } from '#shared/sigma/compile-rule.ts';
import { requiredValues } from '#shared/sigma/required-values.ts';

/** Finds the rules that can match a record without trying the others.
 *
 * Invariant: a rule that matches a record is among `candidates(record)`. It holds because a rule is filed under a field's
 * values only when `requiredValues` proves that it cannot match a record whose field has none of them; a rule of which
 * nothing is proven is a candidate for every record.
 *
 * The cost of a record so grows with the rules that can match it, not with all rules: `npm run bench` compares the two. */
export interface RuleIndex {
  /** The rules that can match the record, in the order of the pack. */
  candidates(record: CloudTrailRecord): readonly CompiledRule[];
}

/** File rules by the `eventName` and the `eventSource` that they require. Rules are compiled when first needed. */
export function indexRules(rules: readonly DetectionRule[]): RuleIndex {
  const byName = new Map<string, Place[]>();
  const bySource = new Map<string, Place[]>();
  const always: Place[] = [];
  const places = rules.map((rule, position): Place => {
    const names = requiredValues(rule, 'eventName');
    const sources = requiredValues(rule, 'eventSource');
    const place = { position, sources, compiled: compileOnce(rule) };
    if (names !== undefined) file(byName, names, place);
    else if (sources !== undefined) file(bySource, sources, place);
    else always.push(place);
    return place;
  });

  // A record's candidates depend on its name and source alone, so each pair is put together once.
  const byPair = new Map<string, readonly CompiledRule[]>();
  return {
    candidates(record) {
      const name = indexKey(record.fields['eventName']);
      const source = indexKey(record.fields['eventSource']);
      if (name === undefined || source === undefined) return places.map(({ compiled }) => compiled());
      const pair = `${name.length}:${name}${source}`;
      const known = byPair.get(pair);
      if (known !== undefined) return known;
      const ofName = (byName.get(name) ?? []).filter(({ sources }) => sources?.includes(source) ?? true);
      const found = [...ofName, ...(bySource.get(source) ?? []), ...always]
        .sort((a, b) => a.position - b.position)
        .map(({ compiled }) => compiled());
      if (byPair.size < maxPairs) byPair.set(pair, found);
      return found;
    },
  };
}

/** A rule in its place in the pack. */
interface Place {
  readonly position: number;
  /** The `eventSource` that it requires. */
  readonly sources: readonly string[] | undefined;
  readonly compiled: () => CompiledRule;
}

function compileOnce(rule: DetectionRule): () => CompiledRule {
  let compiled: CompiledRule | undefined;
  return () => {
    compiled ??= compileRule(rule);
    return compiled;
  };
}

/** AWS has about 20,000 API names; records with invented names must not grow the memory without bound. */
const maxPairs = 50_000;

function file(index: Map<string, Place[]>, keys: readonly string[], place: Place): void {
  for (const key of keys) {
    const filed = index.get(key);
    if (filed === undefined) index.set(key, [place]);
    else filed.push(place);
  }
}

/** A value as `requiredValues` spells it: Sigma compares a number or boolean by its text, and nothing equals an absent one.
 * `undefined` for a list or an object, which no CloudTrail record has here: it may match by any of its members. */
function indexKey(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? undefined : String(value).toLowerCase();
}
