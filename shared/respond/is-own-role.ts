import { matchesPattern } from './matches-pattern.ts';

/** Roles that Trailguard itself changes things with: an ARN, in which `*` stands for anything, or one that is ours everywhere but in one
 * account. There somebody else could make a role of that name, and hide behind it. */
export type OwnRole = string | { readonly arn: string; readonly exceptAccountId: string };

/** Tell whether an ARN is that of one of our own roles. */
export function isOwnRole(roles: readonly OwnRole[], arn: string): boolean {
  return roles.some((role) =>
    typeof role === 'string'
      ? matchesPattern(role, arn)
      : matchesPattern(role.arn, arn) && arn.split(':')[4] !== role.exceptAccountId,
  );
}
