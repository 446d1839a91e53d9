import type { ParseContext } from '../parse/context.ts';
import type { Located, LocatedEntry } from '../parse/located.ts';
import { parseItem } from '../parse/parse-item.ts';
import type { LintedLine } from './lint-document.ts';

/** All lines of a selection that parsed, in its order. Keywords are one line, whose key is empty. */
export function findLines(selection: Located, context: ParseContext): readonly LintedLine[] {
  if (selection.kind === 'map') return selection.entries.flatMap((entry) => lineOf(entry, context));
  if (selection.kind === 'list' && selection.items.some(({ kind }) => kind !== 'scalar')) {
    return selection.items.flatMap((item) => findLines(item, context));
  }
  return lineOf({ key: '', place: selection.place, value: selection }, context);
}

function lineOf(entry: LocatedEntry, context: ParseContext): readonly LintedLine[] {
  const item = parseItem(entry, context);
  const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return item === undefined ? [] : [{ entry, values: values.filter((value) => value.kind === 'scalar'), item }];
}
