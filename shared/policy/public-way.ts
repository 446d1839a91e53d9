import type { Json } from '#shared/model/json.ts';
import type { AccessBlock } from './access-block.ts';
import { type Acl, judgeAcl, type PublicGrant } from './judge-acl.ts';
import { judgePolicy, type StatementJudgement } from './judge-policy.ts';
import type { PolicyKind } from './policy-kind.ts';

/** A policy or an ACL that lets in the public, unless something else keeps it out. */
export type PublicWay =
  | {
      readonly kind: 'policy';
      readonly certain: boolean;
      /** The public ones; empty when the policy could not be read. */
      readonly statements: readonly StatementJudgement[];
      readonly problem?: string;
    }
  | {
      readonly kind: 'acl';
      readonly certain: boolean;
      /** Empty when the ACL could not be read. */
      readonly grants: readonly PublicGrant[];
      readonly problem?: string;
    };

/** What keeps the public out where a policy or an ACL would let it in. */
export type Neutraliser =
  | { readonly kind: 'switch'; readonly level: BlockLevel; readonly name: keyof AccessBlock }
  | { readonly kind: 'vpc-origin' };

/** Where Block Public Access is set. */
export type BlockLevel = 'access-point' | 'bucket' | 'account';

/** Block Public Access at one level: undefined where it is not set, which is as good as off; `unknown` where it could not be read. */
export type BlockState = AccessBlock | 'unknown' | undefined;

/** Whether a bucket or an access point lets in the public, all things taken together. */
export interface AccessJudgement {
  readonly public: boolean;
  /** `false` when AWS's published meaning does not settle the answer, or something that decides could not be read. */
  readonly certain: boolean;
  /** What lets the public in; empty when nothing does. */
  readonly by: readonly PublicWay[];
  /** What would let the public in, and is kept from it. */
  readonly neutralised: readonly { readonly way: PublicWay; readonly by: readonly Neutraliser[] }[];
}

/** A policy's or an ACL's own answer: closed, or a way in. */
export type WayJudgement =
  | { readonly open: false; readonly certain: boolean }
  | { readonly open: true; readonly way: PublicWay };

/** The way in that a policy is. */
export function wayOfPolicy(policy: Json, kind: PolicyKind): WayJudgement {
  const { certain, problem, ...judgement } = judgePolicy(policy, { kind });
  if (!judgement.public) return { open: false, certain };
  const statements = judgement.statements.filter((statement) => statement.public);
  return { open: true, way: { kind: 'policy', certain, statements, ...(problem === undefined ? {} : { problem }) } };
}

/** The way in that an ACL is. */
export function wayOfAcl(acl: Acl | 'unknown'): WayJudgement {
  const { certain, grants, problem, ...judgement } = judgeAcl(acl === 'unknown' ? undefined : acl);
  if (!judgement.public) return { open: false, certain };
  return { open: true, way: { kind: 'acl', certain, grants, ...(problem === undefined ? {} : { problem }) } };
}
