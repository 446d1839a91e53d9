import type { Json } from '#shared/model/json.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import { isSameState } from './is-same-state.ts';
import { judgeState } from './judge-state.ts';
import type { Playbook } from './playbook.ts';

/** A change to carry out, one way or the other. */
export interface Change {
  readonly target: Target;
  readonly from: Json;
  readonly to: Json;
  /** Why it must not be written after all; asked when there is something to write, with the state that was read.
   * @throws {CloudError} nobody can say */
  findObjection?(live: Json): Promise<string | undefined>;
  /** Whether anything may be written at all; asked last. */
  mayWrite?(): Promise<boolean>;
}

export type CarriedOut =
  /** The resource is as it should be now. */
  | { readonly kind: 'done'; readonly remark?: string }
  /** It is not as it was when the change was planned: nothing was done. */
  | { readonly kind: 'changed'; readonly why: string }
  /** There is an objection: nothing was done. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nothing may be written now: nothing was done. */
  | { readonly kind: 'stopped' }
  /** It could not even be read: nothing was done. */
  | { readonly kind: 'unread'; readonly why: string; readonly error: CloudError }
  /** Something went wrong. `state` says how the resource is now: as before, half-way, or not known. */
  | { readonly kind: 'failed'; readonly state: 'unchanged' | 'half-way' | 'unknown'; readonly why: string };

/** Carry out a change on the state that it was planned for, and on no other; then read again and compare.
 *
 * A change that is there already is done. After a failure the resource is read again: what is said is what is. */
export async function carryOut(playbook: Playbook, change: Change, cloud: Cloud): Promise<CarriedOut> {
  const { target, from, to } = change;
  let live: Json | undefined;
  try {
    live = await playbook.read(target, cloud);
  } catch (error) {
    return describeUnread('it could not be read', error);
  }
  if (isSame(playbook, live, to)) return { kind: 'done', remark: 'it was so already' };
  if (live === undefined || !isSame(playbook, live, from)) {
    return { kind: 'changed', why: 'somebody has changed it since the plan was made' };
  }
  try {
    const why = await change.findObjection?.(live);
    if (why !== undefined) return { kind: 'refused', why };
  } catch (error) {
    return describeUnread('it could not be judged again', error);
  }
  if (change.mayWrite !== undefined && !(await change.mayWrite())) return { kind: 'stopped' };
  let trouble: Trouble | undefined;
  try {
    await playbook.write(target, { from, to, live }, cloud);
  } catch (error) {
    const why = reasonOf(error);
    trouble = { why, isAnswerLost: error instanceof CloudError && error.kind === 'unavailable' };
  }
  return compare(playbook, change, { cloud, trouble });
}

/** What a write ended with. */
interface Trouble {
  readonly why: string;
  /** AWS may have carried it out, or be about to. */
  readonly isAnswerLost: boolean;
}

async function compare(
  playbook: Playbook,
  { target, from, to }: Change,
  { cloud, trouble }: { readonly cloud: Cloud; readonly trouble: Trouble | undefined },
): Promise<CarriedOut> {
  const cause = trouble?.why ?? 'AWS took the change';
  let live: Json | undefined;
  try {
    live = await readUntilItShows(playbook, { target, to }, cloud);
  } catch (error) {
    return { kind: 'failed', state: 'unknown', why: `${cause}; then it could not be read: ${reasonOf(error)}` };
  }
  if (isSame(playbook, live, to))
    return trouble === undefined ? { kind: 'done' } : { kind: 'done', remark: `after ${trouble.why}` };
  if (isSame(playbook, live, from)) {
    return trouble === undefined || trouble.isAnswerLost
      ? { kind: 'failed', state: 'unknown', why: `${cause}; it is as it was before, and the change may still show` }
      : { kind: 'failed', state: 'unchanged', why: `${cause}; it is as it was before` };
  }
  return { kind: 'failed', state: 'half-way', why: `${cause}; it is neither as it was nor as planned` };
}

/** The state, read again for as long as the cloud may not show a change yet. */
async function readUntilItShows(
  playbook: Playbook,
  { target, to }: Pick<Change, 'target' | 'to'>,
  cloud: Cloud,
): Promise<Json | undefined> {
  let live = await playbook.read(target, cloud);
  for (const pauseMs of cloud.rereadAfterMs ?? []) {
    if (isSame(playbook, live, to)) return live;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    live = await playbook.read(target, cloud);
  }
  return live;
}

/** What our own judge and AWS say of a resource that was put right; `undefined` when they agree that it is harmless.
 * @throws {CloudError} it cannot be read */
export async function findDoubt(
  playbook: Playbook,
  target: Target,
  { cloud, settings }: { readonly cloud: Cloud; readonly settings: PlaybookSettings },
): Promise<string | undefined> {
  const live = await playbook.read(target, cloud);
  const repair = live === undefined ? undefined : await judgeState(playbook, live, { target, cloud, settings });
  if (repair?.kind === 'change') return 'Trailguard would still change it';
  const opinion = await playbook.secondOpinion?.(target, cloud);
  return opinion === 'harmful' ? 'Trailguard calls it harmless now, AWS does not' : undefined;
}

/** @throws {unknown} what is no failure of a call: a fault of ours */
function describeUnread(what: string, error: unknown): CarriedOut {
  if (!(error instanceof CloudError)) throw error;
  return { kind: 'unread', why: `${what}: ${error.message}`, error };
}

function isSame(playbook: Playbook, live: Json | undefined, state: Json): boolean {
  return live !== undefined && isSameState(playbook, live, state);
}

/** @throws {unknown} what is no failure of a call: a fault of ours */
function reasonOf(error: unknown): string {
  if (error instanceof CloudError) return error.message;
  throw error;
}
