import { GenerateMacCommand, type KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import { type Seal, SealError } from '#shared/ports/seal.ts';
import { errorName } from './error-name.ts';

/** Seals by an HMAC key that never leaves AWS KMS: who may make one is for the key's policy to say (infra/responder.yml).
 *
 * A seal is the MAC in Base64, 44 characters. What is sealed must have at most 4,096 bytes of UTF-8; neither stage has more to seal.
 * @see AWS KMS API reference, GenerateMac and VerifyMac: a MAC that does not fit is an error, KMSInvalidMacException */
export function createKmsSeal(client: KMSClient, keyArn: string): Seal {
  const terms = { KeyId: keyArn, MacAlgorithm: 'HMAC_SHA_256' } as const;
  return {
    async sign(text) {
      try {
        const { Mac: mac } = await client.send(new GenerateMacCommand({ ...terms, Message: bytesOf(text) }));
        if (mac === undefined) throw new Error('the answer has no Mac');
        return Buffer.from(mac).toString('base64');
      } catch (cause) {
        throw new SealError(`${keyArn} did not seal: ${errorName(cause)}`, { cause });
      }
    },

    async verify(text, seal) {
      // Whatever else Base64 would make of it: KMS refuses an empty one, and one that is too long, in its own words.
      if (!/^[A-Za-z0-9+/]{43}=$/.test(seal)) return false;
      const mac = Buffer.from(seal, 'base64');
      try {
        const answer = await client.send(new VerifyMacCommand({ ...terms, Message: bytesOf(text), Mac: mac }));
        return answer.MacValid === true;
      } catch (cause) {
        if (errorName(cause) === 'KMSInvalidMacException') return false;
        throw new SealError(`${keyArn} did not verify a seal: ${errorName(cause)}`, { cause });
      }
    },
  };
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
