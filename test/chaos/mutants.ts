// Shows that the model test can fail: breaks the state of correlations in ways that lose, repeat or rename alerts, one at a time in a copy
// of the project, and expects the histories to find each one. Run it by `npm run chaos:mutants`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Mutant {
  readonly harm: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const mutants: readonly Mutant[] = [
  {
    harm: 'two functions name one episode',
    file: 'shared/memory/memory-correlation-store.ts',
    from: 'if (held.register.version !== version) return false;',
    to: '',
  },
  {
    harm: 'what another was to tell is taken for told',
    file: 'shared/publish/tell-alerts.ts',
    from: "if (claim.state === 'held') return { kind: 'held', alert };",
    to: "if (claim.state === 'held') return { kind: 'repeated', alert };",
  },
  {
    harm: 'an alert is confirmed before it is published',
    file: 'shared/publish/tell-alerts.ts',
    from: "if (alert.mode !== 'observe') await publisher.publish(render());\n    await ledger.confirm(key);",
    to: "await ledger.confirm(key);\n    if (alert.mode !== 'observe') await publisher.publish(render());",
  },
  {
    harm: 'episodes are settled while others wait to be told',
    file: 'shared/pipeline.ts',
    from: 'if (told.held.length + failures.length === 0) {',
    to: '{',
  },
  {
    harm: 'deadlines are struck out before they are met',
    file: 'shared/pipeline.ts',
    from: 'const report = await tellEpisodes(await correlator.judge(deadlines, ports), ports);',
    to: 'for (const deadline of deadlines) await ports.agenda.strike(deadline);\n        const report = await tellEpisodes(await correlator.judge(deadlines, ports), ports);',
  },
  {
    harm: 'entries are not in the store when they are looked for',
    file: 'shared/correlate/conclude-group.ts',
    from: 'await ports.store.addEntries(group, entries);',
    to: 'void ports.store.addEntries(group, entries);',
  },
  {
    harm: 'records after an episode are taken for part of it',
    file: 'shared/correlate/conclude-group.ts',
    from: 'only.lastMs + timespanMs / 2',
    to: 'only.lastMs + timespanMs * 2',
  },
  {
    harm: 'entries of a busy group are forgotten',
    file: 'shared/correlate/conclude-group.ts',
    from: 'for (const deadline of [...notes, ...looks])',
    to: 'for (const deadline of looks)',
  },
  {
    harm: 'an episode takes the name of its earliest record',
    file: 'shared/correlate/merge-episodes.ts',
    from: 'firstEventID: first.firstEventID,\n    crossedMs',
    to: 'firstEventID: episode.entries[0].evidence.eventID,\n    crossedMs',
  },
  {
    harm: 'windows are judged before late records are in',
    file: 'shared/correlate/closing-time.ts',
    from: 'return latenessMs + Math.max(0, ...delays);',
    to: 'return Math.max(0, ...delays);',
  },
  {
    harm: 'episodes that waited are not given to outer correlations',
    file: 'shared/correlate/create-correlator.ts',
    from: 'return uniteConclusions([found, await conclude(outerEntries(found.found), ports)]);',
    to: 'return found;',
  },
];

const copy = mkdtempSync(join(tmpdir(), 'trailguard-mutants-'));
for (const part of ['shared', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts']) {
  cpSync(part, join(copy, part), { recursive: true });
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));

let survived = 0;
for (const { harm, file, from, to } of mutants) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has changed: it does not say ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  const { status } = spawnSync('vitest', ['run', 'test/chaos'], { cwd: copy, stdio: 'ignore' });
  writeFileSync(path, text);
  console.log(`${status === 0 ? 'NOT FOUND' : 'found    '}  ${harm}`);
  if (status === 0) survived += 1;
}
rmSync(copy, { recursive: true });
console.log(`${mutants.length - survived} of ${mutants.length} found`);
process.exitCode = survived === 0 ? 0 : 1;
