// Mutation testing: Stryker changes the code in small ways, and the tests have to notice. test/mutation/run.ts runs it and prints
// the scores. What was tried before and has not changed since is taken from .stryker/incremental.json.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['shared/{sigma,detect,correlate}/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // The sandbox holds what the tests need. A tsconfig.json would be read by the API of TypeScript, which TypeScript 7 has not.
  ignorePatterns: ['**', '!shared/**', '!test/shared/**', '!test/mutation/**', '!package.json'],
  disableTypeChecks: false,
  // Mutants of what a module makes when it loads (the tables of documented fields, modifiers and names of units): each would
  // need every test in a process of its own. They are left out of the scores, not counted as noticed.
  ignoreStatic: true,
  concurrency: 2,
  incremental: true,
  incrementalFile: '.stryker/incremental.json',
  tempDirName: '.stryker/sandboxes',
  cleanTempDir: 'always',
  reporters: ['progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: '.stryker/report.json' },
  htmlReporter: { fileName: '.stryker/report.html' },
  // test/mutation/run.ts judges, folder by folder.
  thresholds: { break: null },
};
