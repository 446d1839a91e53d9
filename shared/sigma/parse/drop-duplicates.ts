import type { ParsedDocument } from './parse-document.ts';

/** The documents without those whose id or name an earlier one has, which are reported. Ids are compared without case. */
export function dropDuplicates(documents: readonly ParsedDocument[]): readonly ParsedDocument[] {
  const ids = new Map<string, ParsedDocument>();
  const names = new Map<string, ParsedDocument>();
  return documents.filter((document) => {
    const { id, name } = document.meta;
    const sameId = ids.get(id.toLowerCase());
    const sameName = name === undefined ? undefined : names.get(name);
    const same = sameId ?? sameName;
    if (same !== undefined) {
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
