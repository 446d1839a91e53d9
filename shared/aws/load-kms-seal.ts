import type { Seal } from '#shared/ports/seal.ts';

/** The same as `createKmsSeal`, for functions that seal little of what they do: its client is loaded when there is something to seal, so
 * that no other cold start waits for it. */
export function loadKmsSeal(keyArn: string): Seal {
  let loading: Promise<Seal> | undefined;
  const load = (): Promise<Seal> => {
    loading ??= connect(keyArn);
    return loading;
  };
  return {
    sign: async (text) => (await load()).sign(text),
    verify: async (text, seal) => (await load()).verify(text, seal),
  };
}

async function connect(keyArn: string): Promise<Seal> {
  const [{ createKmsClient }, { createKmsSeal }] = await Promise.all([
    import('./kms-client.ts'),
    import('./kms-seal.ts'),
  ]);
  return createKmsSeal(createKmsClient(), keyArn);
}
