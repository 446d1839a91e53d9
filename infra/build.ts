import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { painterFor } from '#cli/format/paint.ts';
import { processIo } from '#cli/io.ts';
import { describeProblems } from '#cli/rules/describe-problems.ts';
import { RulesRejected } from '#cli/rules/rules-rejected.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { bundleCli } from './bundle-cli.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { loadDeployedResponses } from './load-deployed-responses.ts';
import { loadDeployedRules } from './load-deployed-rules.ts';
import { root } from './paths.ts';
import { printSizes } from './print-sizes.ts';
import { responderStatements } from './responder-statements.ts';

const targets = ['functions', 'cli'] as const;
const wanted = process.argv[2];

if (wanted !== undefined && !targets.some((target) => target === wanted)) {
  console.error(`unknown target ${wanted}; usage: build [${targets.join('|')}]`);
  process.exit(2);
}
try {
  await buildAll();
} catch (error) {
  if (error instanceof RulesRejected) {
    process.stderr.write(describeProblems(error.problems, painterFor(processIo('').stderr)));
    process.exit(2);
  }
  // esbuild has printed its errors, with their places.
  if (error instanceof Error && 'errors' in error) process.exit(1);
  throw error;
}

async function buildAll(): Promise<void> {
  const folders: string[] = [];
  if (wanted !== 'cli') {
    const { pack, description } = await loadDeployedRules();
    console.log(description);
    const responses = loadDeployedResponses();
    folders.push(...(await bundleFunctions(pack, responses)));
    // For the role of on-alert in infra/roles.yml.
    const role = { statements: responderStatements(playbooks, responses) };
    await writeFile(path.join(root, 'dist', 'responder-role.json'), JSON.stringify(role, undefined, 2));
  }
  if (wanted !== 'functions') {
    await bundleCli();
    // Built by itself, it is about to be run: what follows on standard output is its own.
    if (wanted === undefined) folders.push('cli');
  }
  for (const folder of folders) printSizes(path.join(root, 'dist', folder));
}
