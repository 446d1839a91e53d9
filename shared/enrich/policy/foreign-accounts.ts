import type { PolicyStatement } from '#shared/policy/parse-policy.ts';
import { principalAccountId, readPrincipals } from '#shared/policy/principals.ts';
import { sortedDistinct } from '../read.ts';

/** The accounts, other than the policy's own, whose principals the statements let in by name; sorted and distinct. */
export function foreignAccounts(statements: readonly PolicyStatement[], ownAccountId: string): readonly string[] {
  const accounts = statements
    .filter((statement) => statement.allows)
    .flatMap((statement) => readPrincipals(statement.principal) ?? [])
    .map(principalAccountId)
    .filter((account) => account !== undefined);
  return sortedDistinct(accounts.filter((account) => account !== ownAccountId));
}
