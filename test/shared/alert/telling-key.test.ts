import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { tellingKey } from '#shared/alert/telling-key.ts';
import type { CorrelationDetection } from '#shared/model/detection.ts';
import { correlationDetection, recordDetection } from './detections.ts';

const episode = (update: CorrelationDetection['update'], eventCount: number): CorrelationDetection =>
  correlationDetection({ eventCount, ...(update !== undefined && { update }) });
const keyOf = (detection: CorrelationDetection): string => tellingKey(buildAlert(detection));
const { id } = buildAlert(correlationDetection());

describe('tellingKey', () => {
  test.each<[string, CorrelationDetection, string]>([
    ['what is told first, by the id', episode(undefined, 3), id],
    ['what is told first of many, by the id as well', episode(undefined, 3000), id],
    ['growth, by the power of ten that was passed', episode('growing', 10), `${id} 10`],
    ['growth past that, by the same', episode('growing', 99), `${id} 10`],
    ['growth past the next, by that', episode('growing', 100), `${id} 100`],
    ['the end, by what it came to', episode('over', 1234), `${id} over 1234`],
    ['the end after more came, by that', episode('over', 1235), `${id} over 1235`],
  ])('knows %s', (_, detection, expected) => {
    expect(keyOf(detection)).toBe(expected);
  });

  test('knows a record by the id of its alert', () => {
    const alert = buildAlert(recordDetection());
    expect(tellingKey(alert)).toBe(alert.id);
  });
});
