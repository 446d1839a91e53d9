import type { CoveringRule } from '#cli/rules/measure-coverage.ts';

/** The page of a rule, relative to `docs/rules/`. */
export function pageOf({ path }: { readonly path: string }): string {
  return `${withoutEnding(path)}.md`;
}

/** A rule's path without its ending: what its cases' folder is called. */
export function withoutEnding(rulePath: string): string {
  return rulePath.replace(/\.ya?ml$/, '');
}

/** Links to the pages of rules, from a page in `docs/rules/`. */
export function linkRules(rules: readonly CoveringRule[]): string {
  return rules.map((rule) => `[${rule.rule}](${pageOf(rule)})`).join(', ');
}

/** Links to cases, each by what its file's name says: `match-with-key.json` is "with key".
 * @param toRoot the way from the page's folder to the repository's root, ending in `/` */
export function linkCases(toRoot: string, rulePath: string, files: readonly string[]): readonly string[] {
  return files.map((file) => {
    const why = file.replace(/^(?:match|ignore)-|\.json$/g, '').replaceAll('-', ' ');
    return `[${why}](${toRoot}test/rules/${withoutEnding(rulePath)}/${file})`;
  });
}

/** A link to a technique's page.
 * @param technique `T1098` or `T1098.003` */
export function linkTechnique(technique: string): string {
  return `[${technique}](https://attack.mitre.org/techniques/${technique.replace('.', '/')}/)`;
}

/** A row of a Markdown table. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
