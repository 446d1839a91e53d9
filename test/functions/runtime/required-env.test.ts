import { expect, test } from 'vitest';
import { ConfigError, requiredEnv } from '../../../functions/runtime/required-env.ts';

test('a value that is set', () => {
  expect(requiredEnv('ALERT_TOPIC_ARN', { ALERT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:alerts' })).toBe(
    'arn:aws:sns:us-east-1:123456789012:alerts',
  );
});

test.each([
  { name: 'missing', env: {} },
  { name: 'empty', env: { ALERT_TOPIC_ARN: '' } },
])('a value that is $name says what to set', ({ env }) => {
  const read = (): string => requiredEnv('ALERT_TOPIC_ARN', env);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow('environment variable ALERT_TOPIC_ARN is not set');
});
