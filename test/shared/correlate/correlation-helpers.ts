import type { CorrelatorPorts } from '#shared/correlate/conclusions.ts';
import type { Correlator } from '#shared/correlate/create-correlator.ts';
import type { GroupedEntry } from '#shared/correlate/group-entries.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { CorrelationDetection, Evidence } from '#shared/model/detection.ts';
import type { RuleMeta } from '#shared/model/rule.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import { groupKey } from '#shared/ports/group-key.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';

/** Empty state in memory. */
export function memoryPorts(): CorrelatorPorts {
  return { store: createMemoryCorrelationStore(), agenda: createMemoryAgenda(), now: () => 0 };
}

/** The episodes of entries that are all there: what a scan finds. */
export async function concludeAll(
  correlator: Correlator,
  entries: readonly GroupedEntry[],
): Promise<readonly CorrelationDetection[]> {
  const ports = memoryPorts();
  const conclusions = [await correlator.conclude(entries, ports)];
  const closings = await ports.agenda.due(Number.POSITIVE_INFINITY);
  const groups = new Set(closings.map(({ group }) => groupKey(group)));
  for (const key of groups) {
    const ofGroup = closings.filter(({ group }) => groupKey(group) === key);
    conclusions.push(await correlator.judge(ofGroup, ports));
  }
  return conclusions.flatMap(({ found }) => found.map(({ detection }) => detection));
}

/** A rule's description with nothing but what a test is about. */
export function metaOf(id: string, over: Partial<RuleMeta> = {}): RuleMeta {
  return {
    id,
    title: `Rule ${id}`,
    level: 'high',
    tags: [],
    references: [],
    falsepositives: [],
    trailguard: {},
    path: `${id}.yml`,
    ...over,
  };
}

/** `event_count` of rule `base`, three within a minute, unless told otherwise. */
export function correlationOf(over: Partial<CorrelationRule> = {}): CorrelationRule {
  return {
    kind: 'correlation',
    meta: metaOf('correlation'),
    type: 'event_count',
    ruleIds: ['base'],
    groupBy: [],
    timespanMs: 60_000,
    thresholds: [{ operator: 'gte', value: 3 }],
    fields: [],
    aliases: {},
    generate: false,
    ...over,
  };
}

export function evidenceWith(eventID: string): Evidence {
  return { eventID, actor: { kind: 'user' }, resources: [] };
}

/** An entry at a second of the test's clock. */
export function entryAt(
  seconds: number,
  over: Partial<CorrelationEntry> & { readonly eventID?: string } = {},
): CorrelationEntry {
  const { eventID = `event-${seconds}`, ...rest } = over;
  const ruleId = over.ruleId ?? 'base';
  return {
    entryId: `${ruleId} ${eventID}`,
    timeEpochMs: seconds * 1000,
    ruleId,
    values: [],
    evidence: evidenceWith(eventID),
    ...rest,
  };
}
