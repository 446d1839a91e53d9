import type { Json } from '#shared/model/json.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Subject, Target } from '#shared/model/target.ts';
import type { Tags } from '#shared/ports/cloud/buckets.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';

/** How to put one kind of harm right: how to read the state that matters, what that state should be, and how to get there.
 *
 * Planning, guarding, verifying and undoing are the same for all (see `plan-response.ts`, `carry-out.ts`): a plan is a state and
 * the state it leads to, verifying reads again, undoing goes the other way. So a playbook is idempotent and can be undone by
 * construction, as long as `write` leads from any state to any other. */
export interface Playbook<State extends Json = Json, Context extends Json = Json> {
  readonly id: string;
  /** What it puts right, as a noun: `S3 bucket open to the public by its policy`. */
  readonly harm: string;
  readonly permissions: PlaybookPermissions;
  /** Ids of playbooks whose alerts it answers, too, after them: what they look at may bring about its own harm. Where it finds none, it
   * stays silent. */
  readonly alsoAnswers?: readonly string[];
  /** The kinds of subject that it knows. */
  readonly subjects: readonly Subject['kind'][];
  /** The live state, as far as this playbook reads or writes it; `undefined` when the resource is gone.
   * @throws {CloudError} */
  read(target: Target, cloud: Cloud): Promise<State | undefined>;
  /** What `repair` must know beside the state, and nobody writes: asked for when there is something to judge, never when a change is
   * carried out, so that it cannot make a resource look changed. `undefined` when `repair` needs none.
   * @throws {CloudError} */
  readContext?(state: State, target: Target, cloud: Cloud): Promise<Context | undefined>;
  /** What should become of a state; pure. */
  repair(state: State, target: Target, terms: RepairTerms<Context>): Repair<State>;
  /** Lead from one state to the other by the fewest calls; what is there already is left alone.
   * @param change with the state as it was read a moment ago, the same as `from` but for what is not of its essence
   * @throws {CloudError} some of the calls may have been carried out */
  write(target: Target, change: StateChange<State>, cloud: Cloud): Promise<void>;
  /** The part of a state by which it is known again: without what AWS gives anew each time, such as ids, dates and the order of a
   * list. All of it when absent. */
  essence?(state: State): Json;
  /** A state in a few words: how many, which switches, on or off. Nothing that somebody else wrote, since alerts tell it. */
  describe?(state: State): string;
  /** What AWS itself says of the harm, where it has a call for that; `undefined` where it has none, or cannot say.
   * @throws {CloudError} */
  secondOpinion?(target: Target, cloud: Cloud): Promise<'harmful' | 'harmless' | undefined>;
  /** The resource's tags, for exemptions.
   * @throws {CloudError} */
  readTags(target: Target, cloud: Cloud): Promise<Tags>;
}

export interface StateChange<State extends Json = Json> {
  readonly from: State;
  readonly to: State;
  readonly live: State;
}

/** What a playbook needs, apart, so that a role can be given the way there without the way back, which opens the harm again. A test
 * compares each list with the calls made. */
export interface PlaybookPermissions {
  /** All that only reads. */
  readonly read: readonly string[];
  /** What `write` needs beside that, on the way from the state before to the one after. */
  readonly apply: readonly string[];
  /** What `write` needs beside `read` on the way back. */
  readonly undo: readonly string[];
}

/** What a repair is decided by beside the state: settings, and what `readContext` found. */
export interface RepairTerms<Context extends Json = Json> extends PlaybookSettings {
  readonly context?: Context;
}

export type Repair<State extends Json> =
  | {
      readonly kind: 'change';
      readonly state: State;
      readonly steps: readonly string[];
      readonly needsApproval?: string;
    }
  /** There is no harm, or none any more. */
  | { readonly kind: 'harmless'; readonly why: string }
  /** There may be harm, but it is not for a playbook to judge. */
  | { readonly kind: 'refused'; readonly why: string };
