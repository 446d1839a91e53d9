import { describe, expect, it } from 'vitest';
import { callCloud, callCloudUnless } from '#shared/aws/cloud/cloud-errors.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { awsError } from './aws-error.ts';

const call = { permission: 's3:GetBucketPolicy', resource: 'bucket files' };
const failWith = (error: unknown) => async (): Promise<never> => {
  throw error;
};
const thrownBy = (error: unknown, hint?: string): Promise<unknown> =>
  callCloud({ ...call, ...(hint !== undefined && { whenDenied: hint }) }, failWith(error)).catch(
    (thrown: unknown) => thrown,
  );

describe('a failed call', () => {
  it.each([
    ['NoSuchBucket', 404, 'not-found'],
    ['NoSuchEntity', 404, 'not-found'],
    ['NoSuchEntityException', 404, 'not-found'],
    ['InvalidGroup.NotFound', 400, 'not-found'],
    ['NotFoundException', 400, 'not-found'],
    ['DBSnapshotNotFound', 404, 'not-found'],
    ['DBSnapshotNotFoundFault', 404, 'not-found'],
    ['TrailNotFoundException', 400, 'not-found'],
    ['SomethingNew', 404, 'not-found'],
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['ExpiredToken', 400, 'denied'],
    ['CredentialsProviderError', undefined, 'denied'],
    ['MethodNotAllowed', 405, 'denied'],
    ['SomethingNew', 403, 'denied'],
    ['ThrottlingException', 400, 'unavailable'],
    ['Throttling', 400, 'unavailable'],
    ['RequestLimitExceeded', 503, 'unavailable'],
    ['TooManyRequestsException', 429, 'unavailable'],
    ['SlowDown', 503, 'unavailable'],
    ['InternalError', 500, 'unavailable'],
    ['OperationAborted', 409, 'unavailable'],
    ['RequestTimeout', 400, 'unavailable'],
    ['TimeoutError', undefined, 'unavailable'],
    ['Error', undefined, 'unavailable'],
    ['MalformedPolicy', 400, 'refused'],
    ['AccessControlListNotSupported', 400, 'refused'],
    ['PermanentRedirect', 301, 'refused'],
  ])('%s with status %s is %s', async (name, status, kind) => {
    const cause = awsError(name, status);
    const thrown = await thrownBy(cause);
    expect(thrown).toBeInstanceOf(CloudError);
    expect(thrown).toMatchObject({ kind, permission: 's3:GetBucketPolicy', cause });
  });

  it('says what was asked of what, and nothing of what AWS quotes', async () => {
    expect(await thrownBy(awsError('AccessDenied', 403))).toMatchObject({
      message: 's3:GetBucketPolicy for bucket files: access denied (AccessDenied)',
    });
  });

  it('says what else a denial may mean, and says it of denials alone', async () => {
    expect(await thrownBy(awsError('AccessDenied', 403), 'or it is Tuesday')).toMatchObject({
      message: expect.stringMatching(/; or it is Tuesday$/),
    });
    expect(await thrownBy(awsError('SlowDown', 503), 'or it is Tuesday')).toMatchObject({
      message: expect.not.stringContaining('Tuesday'),
    });
  });

  it('that is a fault of ours stays one', async () => {
    const fault = new TypeError('undefined is not a function');
    expect(await thrownBy(fault)).toBe(fault);
  });
});

describe('a call for what may not be there', () => {
  it('gives nothing when it is not', async () => {
    expect(await callCloudUnless(['NoSuchTagSet'], call, failWith(awsError('NoSuchTagSet', 404)))).toBeUndefined();
  });

  it('fails for any other reason', async () => {
    const asked = callCloudUnless(['NoSuchTagSet'], call, failWith(awsError('NoSuchBucket', 404)));
    await expect(asked).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('gives what is there', async () => {
    expect(await callCloudUnless(['NoSuchTagSet'], call, async () => 'it')).toBe('it');
  });
});
