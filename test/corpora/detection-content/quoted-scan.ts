import { readFileSync } from 'node:fs';
import { runCli } from '../../cli/run-cli.ts';

/** What a page quotes of a scan and the scan does not say, or the other way round; `+` stands before what the scan says now.
 *
 * Lines are compared that begin with a level: what happened, when and how often. Those that say who and where are left to the page.
 * @param page holds what `trailguard scan <folder> --min-level high` prints */
export async function staleLines(page: string, folder: string): Promise<readonly string[]> {
  const { stdout } = await runCli(['scan', folder, '--min-level', 'high', '--format', 'table', '--jobs', '1'], {
    columns: 140,
  });
  const quoted = alertLines(readFileSync(page, 'utf8'));
  const said = alertLines(stdout);
  return [
    ...quoted.filter((line) => !said.includes(line)).map((line) => `- ${line}`),
    ...said.filter((line) => !quoted.includes(line)).map((line) => `+ ${line}`),
  ];
}

function alertLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^(?:CRITICAL|HIGH) /.test(line));
}
