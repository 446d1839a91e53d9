import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/template/**/*.template.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    isolate: false,
    // The validator takes seconds to start.
    testTimeout: 60_000,
  },
};

export default config;
