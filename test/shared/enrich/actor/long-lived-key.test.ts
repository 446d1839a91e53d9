import { expect, test } from 'vitest';
import { hasLongLivedKey } from '#shared/enrich/actor/long-lived-key.ts';
import type { ActorKind } from '#shared/model/derived.ts';
import type { JsonObject } from '#shared/model/json.ts';

const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const session = { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' };

test.each<
  readonly [name: string, userIdentity: JsonObject, kind: ActorKind, mfa: boolean | undefined, expected: unknown]
>([
  ['a key of a user', key, 'user', undefined, true],
  ['a key of root', key, 'root', undefined, true],
  ['a session made from a key', session, 'user', false, true],
  ['a session of which no second factor is told', session, 'user', undefined, true],
  ['a session made with a second factor', session, 'user', true, false],
  ['a federation token', { ...session, type: 'FederatedUser' }, 'federated', false, true],
  ['a service that calls for a user', { ...session, invokedBy: 'athena.amazonaws.com' }, 'user', false, false],
  ['AWS at work for a user', { ...session, invokedBy: 'AWS Internal' }, 'user', false, false],
  ['a sign-in, which no key signs', {}, 'user', false, undefined],
  ['a role', session, 'role', false, undefined],
  ['an AWS service', session, 'service', undefined, undefined],
])('%s', (_, userIdentity, kind, mfa, expected) => {
  expect(hasLongLivedKey({ userIdentity }, { kind, mfa })).toBe(expected);
});

test('the console', () => {
  expect(
    hasLongLivedKey({ userIdentity: session, sessionCredentialFromConsole: 'true' }, { kind: 'user', mfa: false }),
  ).toBe(false);
});

test('a browser that the caller says it is', () => {
  expect(hasLongLivedKey({ userIdentity: session, userAgent: 'Mozilla/5.0 (X11)' }, { kind: 'user', mfa: false })).toBe(
    true,
  );
});
