import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import { isTarget } from '#shared/model/is-target.ts';
import { type ResponsePlan, type ResponseStore, ResponseStoreError } from '#shared/ports/response-store.ts';
import { isGenuine } from '#shared/respond/plan-identity.ts';
import { UsageError } from '../usage-error.ts';
import { InputRejected } from './input-rejected.ts';
import { withFileLock } from './with-file-lock.ts';

/** A file of plans, one a line: the store of who works without a deployment. */
export interface PlanFile {
  readonly store: ResponseStore;
  /** The plans, in the order in which they were kept, each as it is now. */
  plans(): Promise<readonly ResponsePlan[]>;
}

/** Start a file of plans; it is there as soon as it holds one.
 * @throws {UsageError} there is such a file already, which may hold what takes a change back */
export async function createPlanFile(path: string): Promise<PlanFile> {
  if (existsSync(path)) throw new UsageError(`${path} is there already, and may hold plans: name another file`);
  return planFileOf(path, () => (existsSync(path) ? readText(path) : ''));
}

/** Open a file of plans.
 * @throws {InputRejected} it cannot be read, or holds something else */
export async function openPlanFile(path: string): Promise<PlanFile> {
  parsePlans(path, readText(path));
  return planFileOf(path, () => readText(path));
}

/** Each method reads the file anew, and changes it under a lock: of two processes with one file, only one moves a plan on from a status. */
function planFileOf(path: string, read: () => string): PlanFile {
  const load = async (): Promise<{ readonly memory: ResponseStore; readonly plans: readonly ResponsePlan[] }> => {
    const memory = createMemoryResponseStore();
    const plans = parsePlans(path, read());
    for (const plan of plans) await memory.keep(plan);
    return { memory, plans };
  };
  const change = <Result>(plan: ResponsePlan, run: (memory: ResponseStore) => Promise<Result>): Promise<Result> =>
    withFileLock(path, async () => {
      const { memory, plans } = await load();
      const result = await run(memory);
      const ids = new Set([...plans, plan].map(({ id }) => id));
      const changed = await Promise.all([...ids].map((id) => memory.read(id)));
      writeWhole(
        path,
        changed.filter((kept) => kept !== undefined),
      );
      return result;
    });
  return {
    plans: async () => (await load()).plans,
    store: {
      keep: (plan) => change(plan, (memory) => memory.keep(plan)),
      move: (plan, status, nowMs) => change(plan, (memory) => memory.move(plan, status, nowMs)),
      read: async (id) => (await load()).memory.read(id),
      recent: async (resource, sinceMs) => (await load()).memory.recent(resource, sinceMs),
      // Who carries out a plan of a file is told where it was typed.
      untold: async () => [],
      noteTold: async () => undefined,
    },
  };
}

/** Whole or not at all: the states that take a change back are in it. It is for its owner's eyes. */
function writeWhole(path: string, plans: readonly ResponsePlan[]): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, plans.map((plan) => `${JSON.stringify(plan)}\n`).join(''), { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ResponseStoreError(`${path} cannot be written: ${why}`, { cause: error });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputRejected(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsePlans(path: string, text: string): readonly ResponsePlan[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const plan = parseJson(line);
    if (!isPlan(plan)) {
      throw new InputRejected(`${path}:${index + 1} holds no plan: give what respond plan --output wrote`);
    }
    if (!isGenuine(plan)) {
      throw new InputRejected(`${path}:${index + 1} holds a plan that was altered after it was made: make a new one`);
    }
    return plan;
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isPlan(value: unknown): value is ResponsePlan {
  if (typeof value !== 'object' || value === null) return false;
  const plan: Readonly<Record<string, unknown>> = { ...value };
  const texts = ['id', 'playbook', 'alertId', 'resource', 'status'];
  return (
    plan['version'] === 1 &&
    texts.every((name) => typeof plan[name] === 'string') &&
    isTarget(plan['target']) &&
    (plan['actorArn'] === undefined || typeof plan['actorArn'] === 'string') &&
    (plan['actorArns'] === undefined || isListOfTexts(plan['actorArns'])) &&
    plan['before'] !== undefined &&
    plan['after'] !== undefined &&
    isListOfTexts(plan['steps']) &&
    typeof plan['madeMs'] === 'number' &&
    typeof plan['changedMs'] === 'number'
  );
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
