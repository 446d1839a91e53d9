import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleEnvironment } from './bundle-environment.ts';
import { root } from './paths.ts';
import { printSizes } from './print-sizes.ts';
import { validateTemplate } from './validate-template.ts';

const packageFolder = path.join(root, '.serverless');
// The framework caches its compiled schema in the home folder unless told otherwise.
const cacheFolder = path.join(root, 'node_modules', '.cache');

run('build', ['infra/build.ts', 'functions'], 'tsx');
startEachFunction();
// Nothing is asked of AWS while packaging; the region only has to be said. CI keeps the framework from asking questions.
run('package', ['package', '--package', packageFolder], 'osls');
printSizes(packageFolder, '.zip');
const templates = [
  path.join(packageFolder, 'cloudformation-template-update-stack.json'),
  path.join(root, 'infra', 'member-role.yml'),
  path.join(root, 'dist', 'forwarder.yml'),
];
process.exitCode = templates.map(reportTemplate).every(Boolean) ? 0 : 1;

function run(what: string, args: readonly string[], command: string): void {
  console.log(`\n# ${what}`);
  execFileSync(path.join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    env: { ...process.env, AWS_REGION: 'us-east-1', CI: 'true', SLS_SCHEMA_CACHE_BASE_DIR: cacheFolder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Load each bundle as Lambda would: what a bundler breaks (a dynamic require, a missing file) shows here and not at a cold start. */
function startEachFunction(): void {
  for (const name of readdirSync(path.join(root, 'dist')).filter((folder) => folder.startsWith('on-'))) {
    const bundle = pathToFileURL(path.join(root, 'dist', name, 'index.mjs')).href;
    const script = `const { handler } = await import(${JSON.stringify(bundle)}); if (typeof handler !== 'function') process.exit(1)`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, ...bundleEnvironment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

function reportTemplate(template: string): boolean {
  console.log(`\n# ${path.relative(root, template)}`);
  const { errors, warnings, informational } = validateTemplate(template);
  for (const { severity, ruleId, entity, propertyPath, message } of [...errors, ...warnings]) {
    console.log([severity, ruleId, entity?.logicalId, propertyPath, message].filter(Boolean).join(' '));
  }
  console.log(`${errors.length} errors, ${warnings.length} warnings, ${informational} notes`);
  return errors.length === 0;
}
