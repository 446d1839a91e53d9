import type { StringTest } from './ast.ts';

/** A text with wildcards as a rule would spell it: literal wildcards and the backslashes before them escaped. */
export function formatPattern(parts: StringTest['parts']): string {
  return parts.map((part) => (typeof part === 'string' ? escapeLiteral(part) : symbols[part.wildcard])).join('');
}

const symbols = { many: '*', one: '?' } as const;

/** A backslash needs its own only where it would otherwise escape what follows. */
function escapeLiteral(text: string): string {
  return text.replace(/\\(?=[\\*?]|$)|[*?]/g, '\\$&');
}

/** Read a text of a rule: `*` any characters, `?` one; a backslash takes the meaning from either and from another backslash,
 * and is itself before anything else.
 * @see Sigma rules specification, "Escape Character" */
export function parsePattern(text: string): StringTest['parts'] {
  const tokens = Array.from(text.matchAll(/\\[\\*?]|\*+|\?|[^\\*?]+|\\/g), ([token]): StringTest['parts'][number] => {
    if (token.startsWith('*')) return { wildcard: 'many' };
    if (token === '?') return { wildcard: 'one' };
    return token.length === 2 && /^\\[\\*?]/.test(token) ? token.slice(1) : token;
  });
  return joinParts(tokens);
}

/** Parts with neighbouring literals made one, empty literals left out and `**` made `*`. */
export function joinParts(parts: StringTest['parts']): StringTest['parts'] {
  const joined: StringTest['parts'][number][] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string') {
      if (typeof last === 'string') joined[joined.length - 1] = last + part;
      else if (part !== '') joined.push(part);
    } else if (part.wildcard === 'one' || typeof last !== 'object' || last.wildcard === 'one') joined.push(part);
  }
  return joined;
}
