import { entryOf, type Report } from '#shared/sigma/parse/located.ts';
import { readYaml } from '#shared/sigma/parse/read-yaml.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';

const otherKinds: readonly string[] = ['detection', 'correlation', 'action'];

/** Rules among filters, each as a problem: a suppression must never bring an alert. What is neither is told where rules are parsed. */
export function findNonFilters(sources: readonly RuleSource[]): readonly RuleProblem[] {
  return sources.flatMap(({ file, text }) =>
    readYaml(text, ignore).flatMap((document) => {
      if (document.kind !== 'map' || entryOf(document, 'filter') !== undefined) return [];
      const [kind] = document.entries.filter(({ key }) => otherKinds.includes(key));
      if (kind === undefined) return [];
      const message = `a file under filters holds nothing but filters, and this is a ${kind.key}`;
      return [{ file, ...kind.place, message, hint: 'move it to a file under rules' }];
    }),
  );
}

const ignore: Report = () => {};
