import { describe, expect, it } from 'vitest';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { levelRank, levels } from '#shared/model/rule.ts';
import { createPipeline, type Findings } from '#shared/pipeline.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { alertsOf } from '../corpora/detection-content/alerts-of.ts';
import { exceptions } from './exceptions.ts';
import { namesInRule } from './names-in-rule.ts';
import { type OwnCase, ownCases } from './own-cases.ts';
import { asProgram, callItselfTerraform, type Rewrite, rewrites } from './rewrites.ts';

const pack = loadOwnRules();
const pipeline = createPipeline(pack);
const low = levelRank('low');
const traits = new WeakMap<readonly JsonObject[], string>();

/** Records of which people are told, as a case has them or as a program would have caused them. */
interface VisibleCase extends OwnCase {
  /** Of the highest alert. */
  readonly rank: number;
}

/** A case that a rewrite takes below where it may be. */
interface Loss {
  readonly rule: string;
  readonly text: string;
}

// Found once, by whichever test asks first: tests may be run one at a time.
const cases = once(visibleCases);
const lossesOf = new Map(rewrites.map((rewrite) => [rewrite.name, once(() => lossesBy(rewrite))]));

describe('what a rule recognises', () => {
  it('is tried with each rewrite', async () => {
    const tried = await cases();
    expect(tried.length).toBeGreaterThan(500);
    for (const rewrite of rewrites) {
      expect(
        tried.filter(({ records }) => rewriteAll(records, rewrite.rewritten) !== undefined).length,
      ).toBeGreaterThan(40);
    }
  });

  it.each(rewrites)('is recognised also $name', async ({ name }) => {
    const losses = await lossesOf.get(name)?.();
    const unexpected = losses?.filter(({ rule }) => !isExcepted(rule, name));
    expect(unexpected?.map(({ text }) => text)).toEqual([]);
  });

  it('is recognised also when it calls itself Terraform, by each name of a call that the rule knows', async () => {
    const silenced = new Set<string>();
    for (const { rule, file, records } of await cases()) {
      const [recorded] = records;
      if (recorded === undefined || records.length > 1 || isExcepted(rule, callItselfTerraform.name)) continue;
      for (const eventName of namesOf(rule)) {
        const record = { ...recorded, eventName };
        const asCode = callItselfTerraform.rewritten(record, 0);
        if (asCode === undefined || rulesOf(asCode).includes(rule) || !rulesOf(record).includes(rule)) continue;
        if ((await rankOf([record], file)) < low) continue;
        if ((await rankOf([asCode], file)) < low) silenced.add(`${rule}: ${eventName}`);
      }
    }
    expect([...silenced]).toEqual([]);
  });

  it('is excepted only where it must be', async () => {
    const needless: string[] = [];
    for (const { rule, rewrites: names } of exceptions) {
      for (const name of names) {
        const losses = await lossesOf.get(name)?.();
        if (!losses?.some((loss) => loss.rule === rule)) needless.push(`${rule} ${name}`);
      }
    }
    expect(needless).toEqual([]);
  });
});

async function visibleCases(): Promise<readonly VisibleCase[]> {
  const visible: VisibleCase[] = [];
  for (const each of ownCases('test/rules')) {
    const alerts = await alertsOf(pipeline, each.records, each.file);
    // A hidden rule's record may be seen by another rule, which has cases of its own.
    const isSaid = alerts.some(({ rule, severity }) => rule.name === each.rule && levelRank(severity) >= low);
    if (isSaid) visible.push({ ...each, rank: highest(alerts) });
    const byProgram = rewriteAll(each.records, asProgram);
    if (byProgram === undefined) continue;
    const file = `${each.file}, by a program`;
    const rank = highest(await alertsOf(pipeline, byProgram, file));
    if (rank >= low) visible.push({ ...each, file, records: byProgram, rank });
  }
  return visible;
}

async function lossesBy(rewrite: Rewrite): Promise<readonly Loss[]> {
  const found: Loss[] = [];
  for (const { rule, file, records, rank } of await cases()) {
    const rewritten = rewriteAll(records, rewrite.rewritten);
    if (rewritten === undefined || isAlike(records, rewritten)) continue;
    const rankThen = await rankOf(rewritten, file);
    if (rankThen < Math.min(rank, levelRank(rewrite.floor ?? 'critical'))) {
      found.push({ rule, text: `${file}: ${levels[rank]} falls to ${rankThen < low ? 'nothing' : levels[rankThen]}` });
    }
  }
  return found;
}

/** The records, rewritten where they can be; `undefined` where none can. */
function rewriteAll(
  records: readonly JsonObject[],
  rewritten: Rewrite['rewritten'],
): readonly JsonObject[] | undefined {
  const all = records.map((record, place) => rewritten(record, place) ?? record);
  return all.every((record, place) => record === records[place]) ? undefined : all;
}

/** Whether records are to all rules what others are, so that their alerts need not be made to be compared. */
function isAlike(before: readonly JsonObject[], after: readonly JsonObject[]): boolean {
  return traitsOf(before) === traitsOf(after);
}

/** What alerts follow from but for times: the rules that match each record, the groups it falls into, and what is counted there. */
function traitsOf(records: readonly JsonObject[]): string {
  const known = traits.get(records);
  if (known !== undefined) return known;
  const found = JSON.stringify(
    records
      .flatMap(findingsIn)
      .map(({ detections, entries }) => [
        detections.map(({ rule }) => rule.name),
        entries.map(({ group, entry }) => [group.correlationId, group.values, entry.values, entry.fields]),
      ]),
  );
  traits.set(records, found);
  return found;
}

/** Names of the rules that match a record, hidden ones too. */
function rulesOf(record: JsonObject): readonly (string | undefined)[] {
  return findingsIn(record).flatMap(({ detections }) => detections.map(({ rule }) => rule.name));
}

function findingsIn(record: JsonObject): readonly Findings[] {
  const items = [...readValue(record, 'a rewritten record')];
  return items.flatMap((item) => (item.kind === 'record' ? [pipeline.examine(item.record)] : []));
}

async function rankOf(records: readonly JsonObject[], file: string): Promise<number> {
  return highest(await alertsOf(pipeline, records, file));
}

/** Rank of the highest alert; that of what nobody sees where there is none. */
function highest(alerts: readonly Alert[]): number {
  return Math.max(0, ...alerts.map(({ severity }) => levelRank(severity)));
}

function namesOf(rule: string): readonly string[] {
  return pack.rules.filter(({ meta }) => meta.name === rule).flatMap(namesInRule);
}

function isExcepted(rule: string, rewrite: string): boolean {
  return exceptions.some((exception) => exception.rule === rule && exception.rewrites.includes(rewrite));
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= find());
}
