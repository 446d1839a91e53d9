/** What one check says of one thing. Plain JSON. */
export interface Finding {
  /** The check's id. */
  readonly check: string;
  readonly status: FindingStatus;
  /** What is so, as a sentence without its full stop. */
  readonly what: string;
  /** Why it matters; with all but `ok`. */
  readonly why?: string;
  /** One command, or the setting to change; with all but `ok`. */
  readonly fix?: string;
  /** What it is about: an ARN, a name or a URL. */
  readonly resource?: string;
}

/** From well to worst; `unknown` is what could not be read. */
export const findingStatuses = ['ok', 'unknown', 'warning', 'problem'] as const;
export type FindingStatus = (typeof findingStatuses)[number];
