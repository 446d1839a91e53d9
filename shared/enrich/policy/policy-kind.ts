/** What a policy with principals is attached to: a role (`trust`: who may assume it) or any other resource. */
export type PolicyKind = 'resource' | 'trust';
