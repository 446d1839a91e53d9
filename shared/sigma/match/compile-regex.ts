import { RE2JS, RE2JSException } from 're2js';

/** A regular expression ready to be looked for, or what is wrong with its text. */
export type CompiledRegex =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Compile a regular expression of Sigma's subset of PCRE into a test whether it matches anywhere in a text.
 *
 * RE2 runs in time linear in the text, whatever an attacker wrote into it: an expression such as `(a+)+$` needs no refusing.
 * What it cannot do that way, look-around and back-references, Sigma's subset leaves out as well.
 * @param flags letters of `i` (ignore case), `m` (`^` and `$` at every line), `s` (dot matches line feeds)
 * @see Sigma modifiers appendix, `re` */
export function compileRegex(source: string, flags: string): CompiledRegex {
  try {
    const compiled = RE2JS.compile(source, flagsOf(flags));
    if (!source.includes('$') || source.includes('\\z')) return { ok: true, matches: (text) => compiled.test(text) };
    // PCRE's `$` also stands before a line feed that ends the text, RE2's only after it: a line feed must not hide a text.
    const matches = (text: string): boolean =>
      compiled.test(text) || (text.endsWith('\n') && compiled.test(text.slice(0, -1)));
    return { ok: true, matches };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { ok: false, ...explain(error.message) };
  }
}

const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

function flagsOf(letters: string): number {
  return [...letters].reduce((bits, letter) => bits | (flagBits[letter] ?? 0), 0);
}

/** Say in a rule author's words what RE2 says in its own. */
function explain(message: string): { readonly message: string; readonly hint: string } {
  const known = explanations.find(({ pattern }) => pattern.test(message));
  return {
    message: known?.says ?? message.replace('error parsing regexp: ', ''),
    hint: known?.hint ?? 'see the syntax of RE2',
  };
}

const explanations = [
  {
    pattern: /`\(\?<?[=!]/,
    says: 'look-around is not supported',
    hint: 'move the condition into a selection or filter of its own',
  },
  {
    pattern: /invalid escape sequence: `\\[1-9k]/,
    says: 'back-references are not supported',
    hint: 'compare two fields with fieldref',
  },
  { pattern: /`\(\?>/, says: 'atomic groups are not supported', hint: 'write (?: instead of (?>' },
] as const;
