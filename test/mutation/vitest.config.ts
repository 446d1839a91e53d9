import type { ViteUserConfig } from 'vitest/config';

/** The tests that a mutant has to get past: the tables of the mutated folders. Properties are left out, for they take most of
 * the time, so that scores say less than all tests together would. */
const config: ViteUserConfig = {
  test: {
    include: ['test/shared/{sigma,detect,correlate}/**/*.test.ts'],
    exclude: ['**/*.property.test.ts', '**/runtime-imports.test.ts'],
    setupFiles: ['test/mutation/fix-seed.ts'],
    isolate: false,
  },
};

export default config;
