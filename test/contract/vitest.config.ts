import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/contract/**/*.contract.ts'],
    globalSetup: 'test/contract/start-emulators.ts',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // An emulator writes the entries of a full window one by one.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
};

export default config;
