import { nearestName } from './nearest-name.ts';
import type { ParsedDocument } from './parse-document.ts';
import type { RuleReference } from './read-references.ts';

/** Finds documents by what correlations and filters may call them: id, else name, else a title that only one has. */
export class RuleNames {
  readonly #documents: readonly ParsedDocument[];

  constructor(documents: readonly ParsedDocument[]) {
    this.#documents = documents;
  }

  /** `undefined` when there is no such rule, or it was not loaded, which is reported. */
  find(reference: RuleReference, { report }: ParsedDocument): ParsedDocument | undefined {
    const { text, place } = reference;
    const found =
      this.#findOnly(({ id }) => id.toLowerCase() === text.toLowerCase()) ??
      this.#findOnly(({ name }) => name === text) ??
      this.#findOnly(({ title }) => title === text);
    if (found === 'several') {
      report(place, `more than one rule is called "${text}"`, 'refer to the rule by its id');
      return undefined;
    }
    if (found === undefined) {
      const nearest = nearestName(
        text,
        this.#documents.flatMap(({ meta }) => [meta.name ?? meta.title, meta.title]),
      );
      const hint =
        nearest === undefined ? 'use the id or name of a rule that is loaded too' : `did you mean "${nearest}"?`;
      report(place, `there is no rule "${text}"`, hint);
      return undefined;
    }
    if (found.body === undefined) this.reportNotLoaded(reference, { report });
    return found.body === undefined ? undefined : found;
  }

  /** Report that a rule that is referred to has problems of its own. */
  reportNotLoaded({ text, place }: RuleReference, { report }: Pick<ParsedDocument, 'report'>): void {
    report(place, `the rule "${text}" was not loaded`, 'put right what is reported of it');
  }

  #findOnly(isMeant: (meta: ParsedDocument['meta']) => boolean): ParsedDocument | 'several' | undefined {
    const found = this.#documents.filter(({ meta }) => isMeant(meta));
    return found.length > 1 ? 'several' : found[0];
  }
}
