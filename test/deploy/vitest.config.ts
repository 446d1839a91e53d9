import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/deploy/**/*.deploy.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Each step packages, or waits for a stack.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    bail: 1,
  },
};

export default config;
