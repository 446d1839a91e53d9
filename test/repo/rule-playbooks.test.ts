import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRules } from '#cli/rules/load-rules.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import type { Alert } from '#shared/model/alert.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';

const pack = loadRules({ builtin: 'rules', paths: [] });
const answered = pack.rules.filter(({ meta }) => meta.trailguard.playbook !== undefined);
const pipeline = createPipeline(pack);

const cases = answered.flatMap(({ meta: { path, trailguard, id } }) => {
  const folder = `test/rules/${path.replace(/\.yml$/, '')}`;
  const names = readdirSync(folder).filter((name) => name.startsWith('match-'));
  return names.map((name) => ({ file: `${folder}/${name}`, ruleId: id, playbook: trailguard.playbook }));
});

function alertsIn(file: string): readonly Alert[] {
  return [...readValue(JSON.parse(readFileSync(file, 'utf8')), file)].flatMap((item) =>
    item.kind === 'record' ? pipeline.alertsOfRecord(pipeline.examine(item.record)) : [],
  );
}

describe('a rule that names a playbook', () => {
  it('names one that there is', () => {
    const ids = playbooks.map(({ id }) => id);
    expect(answered.filter(({ meta }) => !ids.includes(meta.trailguard.playbook ?? ''))).toEqual([]);
  });

  // Repeats that are folded into an alert would wait for it to be told again.
  it('folds no repeats, and is no correlation', () => {
    expect(answered.filter(({ meta }) => meta.trailguard.dedup !== undefined)).toEqual([]);
    expect(pack.correlations.filter(({ meta }) => meta.trailguard.playbook !== undefined)).toEqual([]);
  });

  it.each(cases)('$file leads it to something that it knows', ({ file, ruleId, playbook }) => {
    const [alert] = alertsIn(file).filter(({ rule }) => rule.id === ruleId);
    const { subjects = [] } = playbooks.find(({ id }) => id === playbook) ?? {};
    expect(alert?.playbook).toBe(playbook);
    expect(alert?.targets).toHaveLength(1);
    expect(subjects).toContain(alert?.targets?.[0]?.subject.kind);
  });
});

it('every playbook is named by some rule', () => {
  const named = new Set(answered.map(({ meta }) => meta.trailguard.playbook));
  expect(playbooks.filter(({ id }) => !named.has(id)).map(({ id }) => id)).toEqual([]);
});
