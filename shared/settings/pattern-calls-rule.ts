import type { RuleMeta } from '#shared/model/rule.ts';

/** Every way to call a rule: id, name, title, path, and the path without its ending. */
export function callsOf({ id, name, title, path }: RuleMeta): readonly string[] {
  return [id, ...(name === undefined ? [] : [name]), title, path, path.replace(/\.ya?ml$/i, '')];
}

/** Tell whether a pattern calls a rule. `*` stands for any characters, also for none and for `/`. */
export function patternCallsRule(pattern: string, rule: RuleMeta): boolean {
  return (
    callsOf(rule).some((call) => fits(pattern.split('*'), call)) || pattern.toLowerCase() === rule.id.toLowerCase()
  );
}

/** Tell whether a text consists of the pieces, in order, with anything between them. */
function fits(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
