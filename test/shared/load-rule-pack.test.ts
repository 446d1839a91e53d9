import { describe, expect, it } from 'vitest';
import { loadRulePack } from '#shared/load-rule-pack.ts';

const base = `title: Base
name: base
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    derived.actor.kind: root
    derived.resources[0]|contains: bucket
  condition: selection
`;

function correlation(type: string, groupBy: string, field: string): string {
  return `${base}---
title: Outer
correlation:
  type: ${type}
  rules: base
  group-by: ${groupBy}
  timespan: 5m
  condition: {gte: 5, field: ${field}}
`;
}

describe('a rule pack', () => {
  it.each([
    ['derived fields that there are', base],
    ['derived fields in a correlation', correlation('value_count', 'derived.actor.arn', 'derived.resources')],
  ])('takes %s', (_, text) => {
    expect(loadRulePack([{ file: 'rules/a.yml', path: 'a.yml', text }]).problems).toEqual([]);
  });

  it.each([
    ['a derived field', base.replace('actor.kind', 'actor.knd'), '6:5', 'there is no derived field "actor.knd"'],
    [
      'a derived field to compare with',
      base.replace('actor.kind: root', 'actor.kind|fieldref: derived.actor.typ'),
      '6:34',
      'there is no derived field "actor.typ"',
    ],
    [
      'a derived field to group by',
      correlation('value_count', 'derived.actr', 'f'),
      '14:13',
      'there is no derived field "actr"',
    ],
    [
      'a derived field to count',
      correlation('value_count', 'f', 'derived.resourcs'),
      '16:30',
      'there is no derived field "resourcs"',
    ],
    ['a way to count', correlation('value_mode', 'f', 'f'), '12:9', 'type cannot be "value_mode"'],
  ])('refuses %s that there is not, in its place', (_, text, place, message) => {
    const { problems } = loadRulePack([{ file: 'rules/a.yml', path: 'a.yml', text }]);
    expect(problems.map((one) => [one.file, `${one.line}:${one.column}`, one.message])).toEqual([
      ['rules/a.yml', place, message],
    ]);
  });
});
