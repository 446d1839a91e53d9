/** The answer to "does this let in the public?" for one part of a policy. `why` names what decided, and never quotes the policy. */
export interface Verdict {
  readonly open: boolean;
  /** AWS's published meaning settles the answer; `false` where its letter and its effect differ, or it is silent. */
  readonly certain: boolean;
  readonly why: string;
}

/** The verdict for alternatives: open if any is, a certain one deciding before an uncertain one.
 * @param verdicts at least one */
export function anyOpen(verdicts: readonly Verdict[]): Verdict {
  return strongest(verdicts, true);
}

/** The verdict for limits that all must be passed: closed if any is, a certain one deciding before an uncertain one.
 * @param verdicts at least one */
export function allOpen(verdicts: readonly Verdict[]): Verdict {
  return strongest(verdicts, false);
}

function strongest(verdicts: readonly Verdict[], decides: boolean): Verdict {
  return verdicts.reduce((kept, next) => (weight(next, decides) > weight(kept, decides) ? next : kept));
}

// One deciding verdict is enough, best a certain one; where none decides, a single doubt is a doubt about the whole.
function weight({ open, certain }: Verdict, decides: boolean): number {
  if (open === decides) return certain ? 3 : 2;
  return certain ? 0 : 1;
}
