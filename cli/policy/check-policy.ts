import { readFile } from 'node:fs/promises';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { policyKinds } from '#shared/policy/policy-kind.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { unreadable } from '../input/find-inputs.ts';
import type { InputProblem } from '../input/input-problem.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { describeJudgement, type JudgedPolicy, judgementJson } from './describe-judgement.ts';
import { inferKind } from './infer-kind.ts';
import { type ReadPolicies, readPolicies } from './read-policies.ts';

/** Say of each policy of a file whether it is public, and why. */
export async function checkPolicy(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, { kind: { type: 'string' }, format: { type: 'string' } });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new UsageError('name one file: trailguard policy check FILE, or -');
  const kind = values.kind === undefined ? undefined : parseChoice('kind', values.kind, policyKinds);
  const format = parseChoice('format', values.format ?? (io.stdout.isTerminal ? 'table' : 'ndjson'), formats);

  const { policies, problems } = await readInput(path, io);
  const judged = policies.map(({ place, document }): JudgedPolicy => {
    const actual = kind ?? inferKind(document);
    return { place, kind: actual, judgement: judgePolicy(document, { kind: actual }) };
  });
  io.stdout.write(judged.map((policy) => render[format](policy, io)).join(''));
  for (const { place, judgement } of judged) {
    if (judgement.problem !== undefined)
      tell(io, place, `cannot be judged, and counts as public: ${judgement.problem}`);
  }
  for (const { source, message, hint } of problems) tell(io, source, `${message}; ${hint}`);
  if (judged.some(({ judgement }) => judgement.public)) return exitCode.found;
  return problems.length > 0 ? exitCode.unreadable : exitCode.done;
}

const formats = ['table', 'ndjson', 'json'] as const;

const render: Readonly<Record<(typeof formats)[number], (policy: JudgedPolicy, io: Io) => string>> = {
  table: (policy, io) => describeJudgement(policy, io.stdout),
  ndjson: (policy) => `${escapeUnseen(JSON.stringify(judgementJson(policy)))}\n`,
  json: (policy) => `${escapeUnseen(JSON.stringify(judgementJson(policy), undefined, 2))}\n`,
};

/** JSON need not escape what a terminal obeys: C1 controls, and characters that turn or hide text. The result is the same JSON. */
function escapeUnseen(json: string): string {
  return json.replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function tell(io: Io, place: string, text: string): void {
  io.stderr.write(`${painterFor(io.stderr).bad(safeText(place))} ${safeText(text)}\n`);
}

async function readInput(path: string, io: Io): Promise<ReadPolicies> {
  const source = path === '-' ? 'standard input' : path;
  try {
    return readPolicies(path === '-' ? await readAll(io.stdin) : await readFile(path, 'utf8'), source);
  } catch (error) {
    const problem: InputProblem = unreadable(source, error);
    return { policies: [], problems: [problem] };
  }
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}
