import type { ParsedDocument } from './parse-document.ts';

/** The documents without those whose id or name an earlier one has. Ids are compared without case.
 *
 * One that says the same as the earlier is that rule, stated again: public rule sets put a base rule both into a file of its own
 * and beside the correlation that needs it. Any other is reported. */
export function dropDuplicates(documents: readonly ParsedDocument[]): readonly ParsedDocument[] {
  const ids = new Map<string, ParsedDocument>();
  const names = new Map<string, ParsedDocument>();
  return documents.filter((document) => {
    const { id, name } = document.meta;
    const sameId = ids.get(id.toLowerCase());
    const sameName = name === undefined ? undefined : names.get(name);
    const same = sameId ?? sameName;
    if (same !== undefined) {
      if (whatItSays(same) === whatItSays(document)) return false;
      const shared = sameId === undefined ? `the name "${name}"` : `the id "${id}"`;
      document.report(
        document.place,
        `${shared} is taken by "${same.meta.title}" in ${same.meta.path}`,
        'give each rule its own',
      );
      return false;
    }
    ids.set(id.toLowerCase(), document);
    if (name !== undefined) names.set(name, document);
    return true;
  });
}

/** A rule without the place where it is written. */
function whatItSays({ meta, body }: ParsedDocument): string {
  return JSON.stringify([{ ...meta, path: '' }, body]);
}
