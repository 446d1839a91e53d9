import type { StringTest, ValueTest } from '../ast.ts';
import { compileRegex } from '../match/compile-regex.ts';
import type { Check, LintedLine } from './lint-document.ts';

/** Values that every text passes, and that look as if they asked for something. `*` by itself is how rules ask whether a field
 * is there. */
export const matchesAnything: Check = {
  code: 'matches-anything',
  inDetection: ({ lines }) =>
    lines.flatMap((line) =>
      line.item.tests.flatMap((test, position) => {
        // A placeholder or a modifier may make several tests of one value.
        const value = line.values.length === line.item.tests.length ? line.values[position] : undefined;
        const what = whatMatchesAnything(test, line, value?.written);
        if (what === undefined) return [];
        const { field } = line.item;
        const hint =
          field === undefined
            ? 'name what to look for'
            : `write ${field}: '*' if it only has to be there, or narrow it`;
        return [{ place: value?.place ?? line.entry.place, message: `${what} matches anything`, hint }];
      }),
    ),
};

/** @param written the value as the rule spells it; `undefined` when it cannot be told which of several it is */
function whatMatchesAnything(test: ValueTest, { item }: LintedLine, written: string | undefined): string | undefined {
  if (test.test === 'regex')
    return isUnboundRegex(test.source, test.flags) ? `the expression "${test.source}"` : undefined;
  if (test.test !== 'string' || !isOnlyWildcard(test)) return undefined;
  if (item.field === undefined) return 'the keyword';
  if (written === '') return 'a part that is empty';
  const hasOthers =
    item.match === 'any' && item.tests.some((other) => other.test === 'string' && !isOnlyWildcard(other));
  return hasOthers ? 'the * in this list' : undefined;
}

function isOnlyWildcard({ parts }: StringTest): boolean {
  return parts.length === 1 && typeof parts[0] === 'object' && parts[0].wildcard === 'many';
}

/** An expression is looked for anywhere: one that needs no character, tied to one end at most, is found in every text. */
function isUnboundRegex(source: string, flags: string): boolean {
  if (/^\^?(?:\(\?:|\()?\.\*\??\)?\$?$/.test(source)) return true;
  const inner = source.startsWith('^') ? source.slice(1) : source.replace(/(?<!\\)\$$/, '');
  if (/[\^$]|\\[AbBzZ]/.test(inner)) return false;
  const compiled = compileRegex(inner, flags);
  return compiled.ok && compiled.matches('');
}
