import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/e2e/**/*.e2e.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Each step waits for functions that start cold, in a process of their own.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Each file has an emulator of its own.
    fileParallelism: false,
    // A file is one story: what follows a failure means nothing.
    bail: 1,
  },
};

export default config;
