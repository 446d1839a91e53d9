import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Json, JsonObject } from '#shared/model/json.ts';

/** What AWS's matcher says. */
export interface OracleAnswers {
  /** What is wrong with patterns, by name; the others are valid. */
  readonly problems: ReadonlyMap<string, string>;
  /** For each event, in order, the names of the patterns that let it through. */
  readonly passed: readonly ReadonlySet<string>[];
}

const here = import.meta.dirname;
const libraries = path.join(here, '..', '..', 'node_modules', '.cache', 'event-ruler');

/** Ask AWS's matcher, event-ruler, about every event with every pattern. Needs a JDK from 11 on, and Maven, which fetches the matcher once.
 * @throws the program that failed has said why on standard error */
export function askOracle(patterns: ReadonlyMap<string, JsonObject>, events: Iterable<Json>): OracleAnswers {
  if (!existsSync(libraries)) {
    run('mvn', [
      '-q',
      '-B',
      '-f',
      path.join(here, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${libraries}`,
    ]);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'trailguard-oracle-'));
  try {
    const [questions, answers] = [path.join(folder, 'questions'), path.join(folder, 'answers')];
    const file = openSync(questions, 'w');
    for (const [name, pattern] of patterns) writeSync(file, `${JSON.stringify({ name, pattern })}\n`);
    for (const event of events) writeSync(file, `${JSON.stringify({ event })}\n`);
    closeSync(file);
    run('java', ['-cp', path.join(libraries, '*'), path.join(here, 'Oracle.java')], questions, answers);
    const lines = readFileSync(answers, 'utf8').trimEnd().split('\n');
    const names = [...patterns.keys()];
    const problems = names.flatMap((name, at) => {
      const { problem } = JSON.parse(lines[at] ?? '{}') as { readonly problem?: string | null };
      return problem === null ? [] : [[name, problem ?? 'no answer'] as const];
    });
    const passed = lines
      .slice(names.length)
      .map((line) => new Set((JSON.parse(line) as { readonly names?: readonly string[] }).names));
    return { problems: new Map(problems), passed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(command: string, args: readonly string[], input?: string, output?: string): void {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  const stdout = output === undefined ? 'inherit' : openSync(output, 'w');
  const { status, error } = spawnSync(command, args, { stdio: [stdin, stdout, 'inherit'] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  for (const opened of [stdin, stdout]) if (typeof opened === 'number') closeSync(opened);
}
