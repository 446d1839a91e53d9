/** What playbooks may do. `plan` is what one does that settings do not name. */
export const playbookModes = ['off', 'plan', 'approve', 'apply'] as const;
export type PlaybookMode = (typeof playbookModes)[number];

/** What settings say of responses. Plain JSON: it is laid beside the responder's bundle. */
export interface ResponseSettings {
  readonly version: 1;
  /** By playbook id. */
  readonly playbooks: Readonly<Record<string, PlaybookSettings>>;
  readonly exemptions: readonly Exemption[];
  readonly budget: ResponseBudget;
}

export interface PlaybookSettings {
  readonly mode: PlaybookMode;
  /** How `s3-public-policy` and `s3-public-acl` close a bucket: by taking out what is public, or by Block Public Access. */
  readonly close?: 'remove' | 'block';
}

/** Keeps playbooks away from what it describes; everything that it says must hold. */
export interface Exemption {
  readonly reason: string;
  /** Playbook ids; all when absent. */
  readonly playbooks?: readonly string[];
  readonly accounts?: readonly string[];
  /** ARNs or names, in which `*` stands for anything. */
  readonly resources?: readonly string[];
  /** Tags of the resource; all must be there. */
  readonly tags?: Readonly<Record<string, string>>;
  /** ARNs of who made the call, or of the role behind the session, in which `*` stands for anything. */
  readonly actors?: readonly string[];
}

/** How often a playbook may change one resource, and how late. */
export interface ResponseBudget {
  readonly attempts: number;
  readonly withinMs: number;
  /** After so many times that one actor made the same harm again, it stops and says so. */
  readonly reversals: number;
  /** How long a plan may be approved. */
  readonly approvalMs: number;
  /** How old a call may be that is answered without asking. */
  readonly freshMs: number;
}

const hourMs = 60 * 60 * 1000;

export const defaultResponseSettings: ResponseSettings = {
  version: 1,
  playbooks: {},
  exemptions: [],
  budget: { attempts: 5, withinMs: 24 * hourMs, reversals: 2, approvalMs: 24 * hourMs, freshMs: hourMs },
};
