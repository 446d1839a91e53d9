import type { PolicyFacts } from '#shared/model/derived.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { judgePolicy, type StatementJudgement } from '#shared/policy/judge-policy.ts';
import { parsePolicy } from '#shared/policy/parse-policy.ts';
import type { PolicyKind } from '#shared/policy/policy-kind.ts';
import { callKey } from '../call/call-key.ts';
import { foreignAccounts } from './foreign-accounts.ts';
import { grantsAdmin } from './grants-admin.ts';
import { grantsEscalation } from './grants-escalation.ts';
import { policyLocation } from './policy-location.ts';

/** Who the policy in a call's parameters lets in, or what it grants; undefined when the call carries none.
 * A refused call often keeps no parameters, and an empty text removes a queue's or a topic's policy. */
export function derivePolicy(record: CloudTrailRecord): PolicyFacts | undefined {
  const location = policyLocation(callKey(record) ?? '');
  const parameters = record.fields['requestParameters'];
  if (location === undefined || !isJsonObject(parameters)) return undefined;
  const document = location.read(parameters);
  if (document === undefined || document === null || document === '') return undefined;
  if (location.kind === 'identity') return identityFacts(document);
  return { ...publicFacts(document, location.kind), ...foreignFacts(document, record.accountId) };
}

function publicFacts(document: Json, kind: PolicyKind): PolicyFacts {
  const judgement = judgePolicy(document, { kind });
  // AWS takes no policy that it cannot read. A bucket's, which CloudTrail writes as an object, was then cut on its way here, and the real one
  // may be public. Of the others nothing is claimed; a rule tells that they could not be read.
  if (judgement.problem !== undefined && kind !== 's3-bucket') return { certain: false };
  return {
    public: judgement.public,
    certain: judgement.certain,
    publicStatements: judgement.statements.filter((statement) => statement.public).map(statementName),
  };
}

function statementName({ sid, index }: StatementJudgement): string {
  return sid ?? `#${index}`;
}

function foreignFacts(document: Json, ownAccountId: string | undefined): PolicyFacts {
  const reading = parsePolicy(document);
  if (!reading.ok || ownAccountId === undefined) return {};
  return { foreignAccounts: foreignAccounts(reading.statements, ownAccountId) };
}

function identityFacts(document: Json): PolicyFacts {
  const reading = parsePolicy(document);
  if (!reading.ok) return { certain: false };
  return { admin: grantsAdmin(reading.statements), escalating: grantsEscalation(reading.statements), certain: true };
}
