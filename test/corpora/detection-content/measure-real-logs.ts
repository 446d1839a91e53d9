import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { deriveActor } from '#shared/enrich/actor/derive-actor.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { alertsOf } from './alerts-of.ts';
import type { Bar } from './bar.ts';
import { byRule } from './by-rule.ts';
import { atLeast, countLevels } from './levels.ts';
import { printTable } from './print-table.ts';

/** Techniques that were run in the hour that the logs cover, by their publisher's account. */
const techniquesRun = 32;

/** Who ran them: the user `bert-jan`, and the roles, users and servers that the tool made for itself. */
const attackers = /:user\/bert-jan$|stratus-red-team/;
const attackerName = 'bert-jan';

/** Scan the logs of a real account in an hour of attacks: what would wake somebody must name the attacker's acts. Then scan the records of all
 * others alone: the account's other user, and AWS itself. */
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
  await tellOthers(pipeline, values, folder);
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

/** What the rest of the hour would say without the attacker. It is one hour of a test account, so that no figure for a day comes of it. */
async function tellOthers(pipeline: Pipeline, values: readonly Json[], folder: string): Promise<void> {
  const others = values.flatMap((value) =>
    [...readValue(value, folder)].flatMap((item) =>
      item.kind === 'record' && !isAttackers({ actor: deriveActor(item.record) }) ? [item.record.fields] : [],
    ),
  );
  const alerts = await alertsOf(pipeline, others, folder);
  console.log(`\nthe ${others.length} records of others in that hour: ${countLevels(alerts)}`);
  if (alerts.length === 0) return;
  printTable(
    ['level', 'rule', 'alerts', 'whose', 'first'],
    byRule(alerts).map(({ level, rule, alerts: own, first }) => [
      level,
      rule,
      own.length,
      [...new Set(own.map(({ actor }) => actor.name ?? actor.kind))].join(', '),
      first,
    ]),
  );
}

function isAttackers({ actor }: Pick<Alert, 'actor'>): boolean {
  // A sign-in page that asks for the second factor writes a name alone.
  if (actor.arn === undefined && actor.sessionIssuer === undefined) return actor.name === attackerName;
  return [actor.arn, actor.sessionIssuer].some((arn) => arn !== undefined && attackers.test(arn));
}
