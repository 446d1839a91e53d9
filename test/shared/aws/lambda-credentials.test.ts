import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '#shared/aws/lambda-credentials.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

afterEach(() => vi.unstubAllEnvs());

test.each([
  { name: 'a role session', env: { ...keys, AWS_SESSION_TOKEN: 'token' }, sessionToken: { sessionToken: 'token' } },
  { name: 'keys alone', env: { ...keys, AWS_SESSION_TOKEN: undefined }, sessionToken: {} },
])('$name from the environment', async ({ env, sessionToken }) => {
  setEnv(env);
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', ...sessionToken });
});

test.each(Object.keys(keys))('without %s there are none', async (missing) => {
  setEnv({ ...keys, [missing]: undefined });
  await expect(defaultProvider()()).rejects.toThrow('no credentials');
});

function setEnv(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}
