import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderSms } from '#shared/alert/render-sms.ts';
import type { Alert } from '#shared/model/alert.ts';
import { recordDetection } from './detections.ts';

const alert = buildAlert(recordDetection());
const { accountId, region, ...unplaced } = alert;

describe('renderSms', () => {
  test.each<[string, Alert, string]>([
    ['all it has room for', alert, 'HIGH: Trail logging stopped. Account 123456789012, eu-west-1. IAM user alice'],
    ['an alert without a place', unplaced, 'HIGH: Trail logging stopped. IAM user alice of account 123456789012'],
    [
      'signs that a phone would count double',
      { ...alert, actor: { kind: 'unknown', name: '[{~^`|\\}]' } },
      "HIGH: Trail logging stopped. Account 123456789012, eu-west-1. ((-''//))",
    ],
    [
      'several callers',
      { ...alert, actor: { kind: 'user' }, eventCount: 3 },
      'HIGH: Trail logging stopped. Account 123456789012, eu-west-1. Several callers',
    ],
    [
      'long texts',
      { ...alert, title: 't'.repeat(99), actor: { kind: 'user', name: 'n'.repeat(99) } },
      `HIGH: ${'t'.repeat(57)}.... Account 123456789012, eu-west-1. IAM user ${'n'.repeat(27)}...`,
    ],
  ])('tells %s', (_, told, expected) => {
    expect(renderSms(told)).toBe(expected);
  });
});
