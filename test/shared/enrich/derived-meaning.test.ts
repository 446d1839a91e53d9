import { describe, expect, it } from 'vitest';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { derivedMeaning } from '#shared/enrich/derived-meaning.ts';
import type { FieldNeed } from '#shared/model/derived-meaning.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';
import { recordOf } from '../record-helpers.ts';

const types =
  'Root IAMUser AssumedRole Role FederatedUser Directory IdentityCenterUser SAMLUser WebIdentityUser AWSService AWSAccount Unknown';
const identities: readonly Json[] = [
  null,
  {},
  ...types.split(' ').flatMap((type) => [{ type }, { type, accessKeyId: 'AKIAEXAMPLE' }]),
];
const errors: readonly JsonObject[] = [
  {},
  { errorCode: 'AccessDenied' },
  { errorCode: 'NoSuchBucket' },
  { errorMessage: 'User: x is not authorized to perform: y' },
];
const names = ['AddPermission', 'AddPermission20150331v2', 'CreateDistribution2020_05_31', 'addpermission'];
const records = identities.flatMap((userIdentity) =>
  errors.flatMap((error) => names.map((eventName) => recordOf({ userIdentity, eventName, ...error }))),
);

function holds(need: FieldNeed, text: string | undefined): boolean {
  if (text === undefined || need === 'present') return text !== undefined;
  return 'oneOf' in need
    ? need.oneOf.some((one) => one.toLowerCase() === text.toLowerCase())
    : text.toLowerCase().startsWith(need.startsWith.toLowerCase());
}

describe('what a derived field says of others', () => {
  it.each(['call.denied', 'call.api', 'actor.kind', 'actor.centralRoot', 'actor.longLivedKey'])(
    'is so in every record: %s',
    (path) => {
      const [group = '', field = ''] = path.split('.');
      let told = 0;
      for (const record of records) {
        const facts: unknown = Reflect.get(deriveFields(record), group);
        const value: unknown = Reflect.get(facts as object, field);
        const meaning = value === undefined ? undefined : derivedMeaning(path, String(value));
        if (meaning === undefined) continue;
        told += 1;
        const isSo = meaning.some((needs) =>
          Object.entries(needs).every(([name, need]) => holds(need, textAt(record.fields, ...name.split('.')))),
        );
        expect({ path, value, isSo }).toEqual({ path, value, isSo: true });
      }
      expect(told).toBeGreaterThan(0);
    },
  );

  it('is nothing where it is not certain', () => {
    expect(derivedMeaning('call.succeeded', 'true')).toBeUndefined();
    expect(derivedMeaning('call.denied', 'false')).toBeUndefined();
    expect(derivedMeaning('actor.kind', 'service')).toBeUndefined();
    expect(derivedMeaning('actor.longLivedKey', 'false')).toBeUndefined();
  });
});
