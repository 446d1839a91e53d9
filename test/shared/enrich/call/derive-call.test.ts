import { expect, test } from 'vitest';
import { deriveCall } from '#shared/enrich/call/derive-call.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { record } from '../record.ts';

const refused = 'User: arn:aws:iam::123456789012:user/alice is not authorized to perform: s3:GetObject';

const rows: readonly (readonly [name: string, fields: JsonObject, succeeded: boolean, denied: boolean])[] = [
  ['no error', { eventName: 'GetUser' }, true, false],
  ['null for an error', { errorCode: null, errorMessage: null }, true, false],
  ['Success for an error', { errorCode: 'Success' }, true, false],
  ['an error that is no refusal', { errorCode: 'NoSuchBucket' }, false, false],
  ['an error of the wrong type', { errorCode: 403 }, false, false],
  ['AccessDenied', { errorCode: 'AccessDenied' }, false, true],
  ['AccessDeniedException', { errorCode: 'AccessDeniedException' }, false, true],
  ['EC2', { errorCode: 'Client.UnauthorizedOperation' }, false, true],
  ['SNS', { errorCode: 'AuthorizationErrorException' }, false, true],
  ['a message without a code', { errorMessage: refused }, false, true],
  ['a dry run', { errorCode: 'Client.DryRunOperation' }, false, false],
  ['a wrong password', { errorCode: 'NotAuthorizedException' }, false, false],
  ['a sign-in', { eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }, true, false],
  ['a failed sign-in', { eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }, false, false],
  ['a sign-in without a result', { eventName: 'ConsoleLogin', responseElements: null }, false, false],
  ['a failed switch of role', { eventName: 'SwitchRole', responseElements: { SwitchRole: 'Failure' } }, false, false],
];

test.each(rows)('%s', (_, fields, succeeded, denied) => {
  expect(deriveCall(record(fields))).toMatchObject({ succeeded, denied });
});

test('the API name is absent without an eventName', () => {
  expect(deriveCall(record({}))).not.toHaveProperty('api');
});
