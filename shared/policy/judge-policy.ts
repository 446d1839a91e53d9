import type { Json } from '#shared/model/json.ts';
import { denyMayClose } from './closing-deny.ts';
import { readConditionTests } from './condition-tests.ts';
import { judgeCondition } from './judge-condition.ts';
import { judgePrincipals } from './judge-principals.ts';
import { type PolicyStatement, parsePolicy } from './parse-policy.ts';
import { type KindTraits, kindTraits, type PolicyKind } from './policy-kind.ts';
import { readPrincipals } from './principals.ts';
import { allOpen, anyOpen, type Verdict } from './verdict.ts';

/** Whether a policy is public, and why. */
export interface PolicyJudgement {
  readonly public: boolean;
  /** `false` when AWS's published meaning does not settle the answer, or the document could not be read. */
  readonly certain: boolean;
  /** One entry a statement, in the document's order; empty when it could not be read. */
  readonly statements: readonly StatementJudgement[];
  /** Why the document could not be read; such a policy counts as public. */
  readonly problem?: string;
}

export interface StatementJudgement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly public: boolean;
  readonly certain: boolean;
  /** What decided, as a sentence without its stop; quotes nothing from the policy. */
  readonly why: string;
}

/** Whether a policy that is attached to a resource lets in the public, statement by statement.
 *
 * Every statement that allows is taken for public until fixed principals or one limiting condition prove the contrary; one
 * public statement makes the policy public. What actions it allows makes no difference, nor does a Deny, save that a Deny which
 * may keep the public out takes the certainty away. An unreadable policy is public, without certainty.
 * @param document the policy, or its JSON text
 * @see Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", "The meaning of public" */
export function judgePolicy(document: Json, options: { readonly kind?: PolicyKind } = {}): PolicyJudgement {
  const reading = parsePolicy(document);
  if (!reading.ok) return { public: true, certain: false, statements: [], problem: reading.problem };
  const traits = kindTraits[options.kind ?? 'resource'];
  const denies = reading.statements.filter((statement) => !statement.allows);
  const judged = reading.statements.map((statement) => ({
    statement,
    verdict: judgeStatement(statement, denies, traits),
  }));
  const whole = anyOpen(judged.map(({ verdict }) => verdict));
  return { public: whole.open, certain: whole.certain, statements: judged.map(describe) };
}

function judgeStatement(statement: PolicyStatement, denies: readonly PolicyStatement[], traits: KindTraits): Verdict {
  if (!statement.allows) return judgeDeny(statement);
  const principals = judgePrincipals(statement, traits);
  const verdict = principals.open
    ? judgeOpen(statement, principals, traits)
    : judgeClosed(statement, principals, traits);
  if (statement.flaw !== undefined) return { ...verdict, certain: false, why: `${verdict.why}; ${statement.flaw}` };
  if (verdict.open && denies.some((deny) => denyMayClose(deny, statement, traits))) {
    return { ...verdict, certain: false, why: `${verdict.why}; a Deny may keep the public out` };
  }
  return verdict;
}

function judgeDeny({ flaw, notPrincipal, principal, condition }: PolicyStatement): Verdict {
  const namesPrincipal = notPrincipal !== undefined || readPrincipals(principal) !== undefined;
  const problem =
    flaw ??
    (namesPrincipal ? undefined : 'its Principal could not be read') ??
    (readConditionTests(condition) === undefined ? 'its Condition could not be read' : undefined);
  if (problem !== undefined) return { open: false, certain: false, why: `it denies; ${problem}` };
  return { open: false, certain: true, why: 'it denies' };
}

function judgeOpen(statement: PolicyStatement, principals: Verdict, traits: KindTraits): Verdict {
  const condition = judgeCondition(statement.condition, traits);
  if (!condition.open) return condition;
  return {
    open: true,
    certain: principals.certain && condition.certain,
    why: `${principals.why}; ${condition.why}`,
  };
}

// Where the principals leave a doubt, a condition may still settle it.
function judgeClosed(statement: PolicyStatement, principals: Verdict, traits: KindTraits): Verdict {
  const condition = judgeCondition(statement.condition, traits);
  return condition.open ? principals : allOpen([principals, condition]);
}

function describe({ statement, verdict }: { statement: PolicyStatement; verdict: Verdict }): StatementJudgement {
  return {
    index: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    public: verdict.open,
    certain: verdict.certain,
    why: verdict.why,
  };
}
