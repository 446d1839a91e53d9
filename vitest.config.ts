import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    include: ['test/**/*.test.ts'],
    // One module graph for all files: the AWS SDK is then loaded once, not once a file.
    isolate: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', POWERTOOLS_DEV: 'false' },
    coverage: { provider: 'v8', include: ['shared/**', 'functions/**', 'cli/**'] },
  },
};

export default config;
