import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderSms } from '#shared/alert/render-sms.ts';
import type { Alert } from '#shared/model/alert.ts';
import { recordDetection } from './detections.ts';

const alert = buildAlert(recordDetection());
const { accountId, region, ...unplaced } = alert;

describe('renderSms', () => {
  test.each<[string, Alert, string]>([
    [
      'all it has room for',
      alert,
      'HIGH: Trail logging stopped. Account 123456789012, eu-west-1. IAM user alice on trail/main',
    ],
    [
      'an alert without a place',
      { ...unplaced, resources: [] },
      'HIGH: Trail logging stopped. IAM user alice of account 123456789012',
    ],
    [
      'the first of several resources',
      { ...alert, resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] },
      'HIGH: Trail logging stopped. Account 123456789012, eu-west-1. IAM user alice on a and more',
    ],
    [
      'no resource where it has no room',
      { ...alert, resources: [`arn:aws:s3:::${'b'.repeat(63)}`] },
      'HIGH: Trail logging stopped. Account 123456789012, eu-west-1. IAM user alice',
    ],
    [
      'signs that a phone would count double',
      { ...alert, actor: { kind: 'unknown', name: '[{~^`|\\}]' }, resources: [] },
      "HIGH: Trail logging stopped. Account 123456789012, eu-west-1. Caller ((-''//))",
    ],
    [
      'several callers',
      { ...alert, actor: { kind: 'user' }, resources: [], eventCount: 3 },
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
