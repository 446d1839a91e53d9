import { createHmac } from 'node:crypto';
import {
  GenerateMacCommand,
  type GenerateMacCommandInput,
  KMSClient,
  VerifyMacCommand,
  type VerifyMacCommandInput,
} from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKmsSeal } from '#shared/aws/kms-seal.ts';
import { SealError } from '#shared/ports/seal.ts';

const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/seal';
const client = new KMSClient({ region: 'us-east-1' });
const kms = mockClient(client);
const seal = createKmsSeal(client, keyArn);
const text = 'plan fedcba9876543210fedcba9876543210';
const named = (name: string): Error => Object.assign(new Error(name), { name });

/** What KMS does with a key that it keeps to itself. */
function macOf(message: Uint8Array | undefined): Buffer {
  return createHmac('sha256', 'kept')
    .update(message ?? '')
    .digest();
}

beforeEach(() => {
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ Message: message }: GenerateMacCommandInput) => ({ Mac: macOf(message) }));
  kms.on(VerifyMacCommand).callsFake(({ Message: message, Mac: mac }: VerifyMacCommandInput) => {
    if (!macOf(message).equals(mac ?? Buffer.alloc(0))) throw named('KMSInvalidMacException');
    return { MacValid: true };
  });
});

describe('a seal', () => {
  it('is the MAC of the text, by the key and the algorithm that it is for', async () => {
    expect(await seal.sign(text)).toBe(macOf(Buffer.from(text)).toString('base64'));
    expect(kms.commandCalls(GenerateMacCommand).map((call) => call.args[0].input)).toEqual([
      { KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(text) },
    ]);
  });

  it('holds for its text, and for no other', async () => {
    const made = await seal.sign(text);
    expect(await seal.verify(text, made)).toBe(true);
    expect(await seal.verify(`${text} `, made)).toBe(false);
    expect(await seal.verify(text, await seal.sign('another'))).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['no Base64', 'not a seal'],
    ['too short', Buffer.alloc(31).toString('base64')],
    ['too long', Buffer.alloc(33).toString('base64')],
    ['followed by more', `${Buffer.alloc(32).toString('base64')}\n`],
  ])('that is %s does not hold, and KMS is not asked', async (_, made) => {
    expect(await seal.verify(text, made)).toBe(false);
    expect(kms.commandCalls(VerifyMacCommand)).toEqual([]);
  });

  it('does not hold where KMS says nothing of it', async () => {
    kms.on(VerifyMacCommand).resolves({});
    expect(await seal.verify(text, await seal.sign(text))).toBe(false);
  });
});

describe('that cannot be told is an error with its cause', () => {
  const cause = named('KMSInternalException');

  it('when it is made', async () => {
    kms.on(GenerateMacCommand).rejects(cause);
    const thrown: unknown = await seal.sign(text).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(SealError);
    expect(thrown).toMatchObject({ message: `${keyArn} did not seal: KMSInternalException`, cause });
  });

  it('when nothing comes back', async () => {
    kms.on(GenerateMacCommand).resolves({});
    await expect(seal.sign(text)).rejects.toBeInstanceOf(SealError);
  });

  it('when it is verified', async () => {
    kms.on(VerifyMacCommand).rejects(cause);
    const thrown: unknown = await seal
      .verify(text, macOf(undefined).toString('base64'))
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(SealError);
    expect(thrown).toMatchObject({ message: `${keyArn} did not verify a seal: KMSInternalException`, cause });
  });
});
