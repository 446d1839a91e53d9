import { describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { parseAlert } from '#shared/alert/parse-alert.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import { correlationDetection, evidenceWith, recordDetection } from './detections.ts';
import { outcomeAlert } from './outcomes.ts';

const trail = { kind: 'trail', trailArn: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/main' } as const;
const alert = buildAlert(recordDetection({ evidence: evidenceWith({ subject: trail }) }));

it.each<[string, Alert]>([
  ['a detection', alert],
  ['an episode', buildAlert(correlationDetection())],
  ['an outcome', outcomeAlert()],
])('reads back %s', (_, written) => {
  expect(parseAlert(serializeAlert(written))).toEqual({ ok: true, alert: written });
});

describe('refuses', () => {
  it.each<[string, unknown, RegExp]>([
    ['a list', [alert], /no JSON object/],
    ['another version', { ...alert, version: '2' }, /version "2"/],
    ['no version', {}, /version undefined/],
    ['an id that is none', { ...alert, id: '../x' }, /"id"/],
    ['another kind', { ...alert, kind: 'record' }, /"kind"/],
    ['a playbook that is a list', { ...alert, playbook: ['x'] }, /"playbook"/],
    ['an actor that is a text', { ...alert, actor: 'alice' }, /"actor"/],
    ['an actor with an ARN of its own kind', { ...alert, actor: { kind: 'user', arn: {} } }, /"actor"/],
    ['a target elsewhere', { ...alert, targets: [{ ...alert.targets?.[0], region: 'example.com' }] }, /"targets"/],
  ])('%s', (_, value, problem) => {
    expect(parseAlert(JSON.stringify(value))).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('what is no JSON', () => {
    expect(parseAlert('{')).toEqual({ ok: false, problem: 'not an alert: no JSON object' });
  });
});
