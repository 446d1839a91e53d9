import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    // One module graph for all files: the AWS SDK is then loaded once, not once a file.
    isolate: false,
    // By default one core is left alone, which on a machine of two is half of them.
    maxWorkers: '100%',
    // Property tests share the machine's cores with the rest.
    testTimeout: 60_000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', POWERTOOLS_DEV: 'false' },
    coverage: { provider: 'v8', include: ['shared/**', 'functions/**', 'cli/**'] },
  },
};

export default config;
