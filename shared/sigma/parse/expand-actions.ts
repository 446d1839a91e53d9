import { entryOf, type Located, type LocatedEntry, type LocatedMap, type Place, type Report } from './located.ts';
import { suggestName } from './nearest-name.ts';
import { textOf } from './read-value.ts';

const actions: readonly string[] = ['global', 'reset', 'repeat'];

/** The documents of a file with its actions carried out: `global` gives its keys to the rules that follow, until another one or
 * `reset`; `repeat` is the rule before it with some keys changed. Keys that are maps are merged. Correlations and filters take
 * part in none of this, as in pySigma. Sigma 2 no longer has actions; sets of rules from before it still do.
 *
 * Where a rule says a thing that the global document says otherwise, older tools let the global one win; that is reported here. */
export function expandActions(documents: readonly Located[], report: Report): readonly Located[] {
  const expander = new ActionExpander(report);
  return documents.flatMap((document): Located | readonly Located[] =>
    document.kind === 'map' ? (expander.take(document) ?? []) : document,
  );
}

class ActionExpander {
  readonly #report: Report;
  #template: LocatedMap | undefined;
  /** What `repeat` repeats. */
  #previous: LocatedMap | undefined;

  constructor(report: Report) {
    this.#report = report;
  }

  /** The document that the next one of the file stands for; `undefined` for none, or one that is reported. */
  take(document: LocatedMap): LocatedMap | undefined {
    const action = entryOf(document, 'action');
    if (action === undefined) return this.#takePlain(document);
    const rest = { ...document, entries: document.entries.filter((entry) => entry !== action) };
    const name = textOf(action.value) ?? '';
    switch (name) {
      case 'global':
        this.#template = rest;
        this.#previous = rest;
        return undefined;
      case 'reset':
        return this.#reset(rest);
      case 'repeat':
        return this.#repeat(rest, action.place);
      default:
        this.#report(action.value.place, `there is no action "${name}"`, suggestName(name, actions));
        return undefined;
    }
  }

  #takePlain(document: LocatedMap): LocatedMap | undefined {
    if (entryOf(document, 'correlation') !== undefined || entryOf(document, 'filter') !== undefined) return document;
    const clashes = this.#template === undefined ? [] : findClashes(document, this.#template);
    for (const { key, place } of clashes)
      this.#report(place, `"${key}" stands in the global document of this file too`, 'say it in one of the two');
    const whole = this.#template === undefined ? document : merge(document, this.#template);
    this.#previous = clashes.length > 0 ? undefined : whole;
    return this.#previous;
  }

  #reset(rest: LocatedMap): undefined {
    this.#template = undefined;
    this.#previous = undefined;
    const [surplus] = rest.entries;
    if (surplus === undefined) return;
    const hint = 'put them into a document of their own, after a line with ---';
    this.#report(surplus.place, 'reset has no keys beside it', hint);
  }

  #repeat(changes: LocatedMap, place: Place): LocatedMap | undefined {
    if (this.#previous === undefined) {
      this.#report(place, 'there is no good rule before this one to repeat', 'write this rule out');
      return undefined;
    }
    this.#previous = { ...merge(this.#previous, changes), place: changes.place };
    return this.#previous;
  }
}

function merge(base: LocatedMap, changes: LocatedMap): LocatedMap {
  const kept = base.entries.map((entry): LocatedEntry => {
    const change = entryOf(changes, entry.key);
    if (change === undefined) return entry;
    const { value } = change;
    return entry.value.kind === 'map' && value.kind === 'map' ? { ...entry, value: merge(entry.value, value) } : change;
  });
  return { ...base, entries: [...kept, ...changes.entries.filter(({ key }) => entryOf(base, key) === undefined)] };
}

/** Keys at any depth that both maps have and that are not maps in both. */
function findClashes(rule: LocatedMap, template: LocatedMap): readonly LocatedEntry[] {
  return rule.entries.flatMap((entry) => {
    const other = entryOf(template, entry.key);
    if (other === undefined) return [];
    return entry.value.kind === 'map' && other.value.kind === 'map' ? findClashes(entry.value, other.value) : [entry];
  });
}
