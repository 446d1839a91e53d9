import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { painterFor } from '#cli/format/paint.ts';
import { processIo } from '#cli/io.ts';
import { describeProblems } from '#cli/rules/describe-problems.ts';
import { RulesRejected } from '#cli/rules/rules-rejected.ts';
import { eventRules } from '#shared/event-rules.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { bundleCli } from './bundle-cli.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { eventRuleTemplate } from './cloudtrail-patterns.ts';
import { describeEventRules } from './describe-event-rules.ts';
import { forwarderTemplate } from './forwarder-template.ts';
import { loadDeployedResponses } from './load-deployed-responses.ts';
import { loadDeployedRules } from './load-deployed-rules.ts';
import { root } from './paths.ts';
import { printBundleSize } from './print-bundle-size.ts';
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
    // For serverless.yml and infra/cloudtrail-events.yml; and for other regions and accounts.
    const events = eventRules(pack);
    console.log(describeEventRules(pack, events));
    await writeFile(
      path.join(root, 'dist', 'event-rules.json'),
      JSON.stringify(eventRuleTemplate(events), undefined, 2),
    );
    await writeFile(path.join(root, 'dist', 'forwarder.yml'), forwarderTemplate(events));
    // For the roles of on-alert and on-request in infra/roles.yml.
    const statements = JSON.stringify(responderStatements(playbooks, responses), undefined, 2);
    await writeFile(path.join(root, 'dist', 'responder-statements.json'), statements);
  }
  if (wanted !== 'functions') {
    await bundleCli();
    // Built by itself, it is about to be run: what follows on standard output is its own.
    if (wanted === undefined) folders.push('cli');
  }
  for (const folder of folders) await printBundleSize(path.join(root, 'dist', folder));
}
