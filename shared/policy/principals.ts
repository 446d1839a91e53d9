import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';

/** One principal of a statement. */
export interface Principal {
  readonly kind: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';
  readonly value: string;
}

const kinds: ReadonlyMap<string, Principal['kind']> = new Map([
  ['aws', 'AWS'],
  ['service', 'Service'],
  ['federated', 'Federated'],
  ['canonicaluser', 'CanonicalUser'],
]);

/** The principals of a Principal element; undefined when it has none or is not one.
 * A bare value, `"*"` in the main, is an AWS principal. */
export function readPrincipals(element: Json | undefined): readonly Principal[] | undefined {
  const entries = isJsonObject(element) ? Object.entries(element) : [['AWS', element] as const];
  const principals: Principal[] = [];
  for (const [name, values] of entries) {
    const kind = kinds.get(name.toLowerCase());
    if (kind === undefined) return undefined;
    for (const value of listOf(values)) {
      if (typeof value !== 'string' || value === '') return undefined;
      principals.push({ kind, value });
    }
  }
  return principals.length === 0 ? undefined : principals;
}

/** The account of an AWS principal: itself twelve digits, or in the ARN; undefined for anything else. */
export function principalAccountId(principal: Principal): string | undefined {
  if (principal.kind !== 'AWS') return undefined;
  if (/^\d{12}$/.test(principal.value)) return principal.value;
  const account = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal.value);
  return account?.[1];
}
