import { checkGroups } from '#shared/doctor/check-groups.ts';
import { doctorPermissions } from '#shared/ports/doctor/permissions.ts';

/** `docs/doctor.md`: what `trailguard doctor` checks, from the checks themselves. */
export function doctorPage(): string {
  const count = checkGroups.reduce((sum, { checks }) => sum + checks.length, 0);
  return [
    '# doctor',
    '',
    '`trailguard doctor --stage NAME --region NAME` looks at a deployment and the account around it, and changes nothing. Without a stage it looks at the',
    "account's trail and the bucket that it writes to.",
    '',
    '```sh',
    'trailguard doctor --stage prod --region eu-central-1',
    'trailguard doctor --stage prod --region eu-central-1 --format json --fail-on warning',
    '```',
    '',
    'A finding is `ok`, a `warning`, a `problem`, or `unknown`: then what it goes by could not be read, and the finding names the permission',
    'that was missing. All but `ok` say why it matters and what puts it right. It ends with 0 when all is well, 1 when something is found at or',
    'above `--fail-on`, 2 on bad usage, 3 when nothing is found but something is unknown.',
    '',
    'It does not see whether the roles of member accounts can be entered: only the responder may enter them. How playbooks are set is in the',
    'bundle, and only the kill switch outside of it.',
    '',
    '## Permissions',
    '',
    'All of them only read. On any resource:',
    '',
    '```',
    ...inLines(doctorPermissions, 110),
    '```',
    '',
    `## The ${count} checks`,
    '',
    'This page is made by `npm run docs`. A check is left out where there is nothing that it could be about. `--param=NAME=VALUE` stands for each',
    'parameter that the deployment was given, which doctor reads from it: what is left out goes back to its default.',
    ...checkGroups.flatMap(({ title, checks }) => [
      '',
      `### ${title}`,
      '',
      '| check | what should be | why | what puts it right |',
      '|---|---|---|---|',
      ...checks.map(({ id, asks, why, fix }) => `| \`${id}\` | ${cell(asks)} | ${cell(why)} | ${cell(fix(place))} |`),
    ]),
    '',
  ].join('\n');
}

/** What commands name: `params` is each parameter that the deployment was given. */
const place = { resource: 'NAME', region: 'REGION', stage: 'STAGE', params: ' --param=NAME=VALUE' };

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Words in lines of at most so many characters. */
function inLines(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.pop();
    const longer = last === undefined ? word : `${last} ${word}`;
    lines.push(...(last === undefined || longer.length <= width ? [longer] : [last, word]));
  }
  return lines;
}
