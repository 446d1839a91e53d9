import { entryOf, type Report } from '#shared/sigma/parse/located.ts';
import { readReferences } from '#shared/sigma/parse/read-references.ts';
import { givenEntry, readText } from '#shared/sigma/parse/read-value.ts';
import { readYaml } from '#shared/sigma/parse/read-yaml.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';

/** A rule that a filter names. */
export interface FilterReference {
  /** The filter's title and file. */
  readonly title: string;
  readonly file: string;
  /** Id, name or title of the rule, as written. */
  readonly text: string;
}

/** The rules that filters name one by one, in the order of the sources. Filters for any rule name none. */
export function filterReferencesIn(sources: readonly RuleSource[]): readonly FilterReference[] {
  return sources.flatMap(({ file, text }) =>
    readYaml(text, ignore).flatMap((document) => {
      const filter = document.kind === 'map' ? entryOf(document, 'filter')?.value : undefined;
      const rules = filter?.kind === 'map' ? givenEntry(filter, 'rules') : undefined;
      if (document.kind !== 'map' || rules === undefined) return [];
      const title = readText(document, 'title', ignore) ?? '';
      return readReferences(rules, 'filter', ignore).map((reference) => ({ title, file, text: reference.text }));
    }),
  );
}

// Parsing rules tells what is wrong with them.
const ignore: Report = () => {};
