import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Alert } from '#shared/model/alert.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { alertsOf } from './alerts-of.ts';
import type { Bar } from './bar.ts';
import { atLeast, countLevels } from './levels.ts';
import { printTable } from './print-table.ts';

/** Techniques that were run in the hour that the logs cover, by their publisher's account. */
const techniquesRun = 32;

/** Who ran them: the user `bert-jan`, and the roles, users and servers that the tool made for itself. */
const attackers = /:user\/bert-jan$|stratus-red-team/;

/** Scan the logs of a real account in an hour of attacks: what would wake somebody must name the attacker's acts. */
export async function measureRealLogs(pipeline: Pipeline, folder: string): Promise<readonly Bar[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz'));
  const values = files.sort().map((name) => JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
  const alerts = await alertsOf(pipeline, values, folder);
  const grave = atLeast('high', alerts);
  const foreign = grave.filter((alert) => !isAttackers(alert));
  console.log(`\na real account in an hour of ${techniquesRun} techniques: ${countLevels(alerts)}`);
  printTable(
    ['time', 'level', 'alert', 'records', 'whose', 'acts'],
    [...grave]
      .sort((a, b) => ((a.firstSeen ?? '') < (b.firstSeen ?? '') ? -1 : 1))
      .map((alert) => [
        alert.firstSeen ?? '',
        alert.severity,
        alert.title,
        alert.eventCount,
        `${alert.actor.name ?? alert.actor.kind}${isAttackers(alert) ? '' : ' (NOT THE ATTACKER)'}`,
        [...new Set(alert.events.map(({ eventName }) => eventName))].join(', '),
      ]),
  );
  return [
    {
      what: `alerts at high or above in ${techniquesRun} techniques`,
      figure: String(grave.length),
      mustBe: `1 to ${techniquesRun - 1}`,
      holds: grave.length > 0 && grave.length < techniquesRun,
    },
    {
      what: 'of these about others than the attacker',
      figure: String(foreign.length),
      mustBe: '0',
      holds: foreign.length === 0,
    },
  ];
}

function isAttackers({ actor }: Alert): boolean {
  return [actor.arn, actor.sessionIssuer].some((arn) => arn !== undefined && attackers.test(arn));
}
