import { parseNetwork } from '../match/ip-network.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';
import { plainText } from './plain-text.ts';

/** What may stand before an IP network: nothing that changes its text. */
const allowedBefore: readonly string[] = ['all', 'neq', 'expand'];

/** `cidr`: the field is an address in the IPv4 or IPv6 network. */
export const cidr: ValueModifier = {
  kind: 'value',
  name: 'cidr',
  allowsKeyword: false,
  apply(draft, context) {
    const before = context.before.find((modifier) => !allowedBefore.includes(modifier));
    if (before !== undefined) return problem(`cidr cannot follow ${before}`, 'use cidr alone');
    const network = draft.test === 'string' ? plainText(draft, context) : undefined;
    if (network === undefined) return problem('cidr needs an IP network', 'write it as 192.0.2.0/24 or 2001:db8::/32');
    const parsed = parseNetwork(network);
    return parsed.ok ? drafts({ test: 'cidr', network }) : problem(parsed.message, parsed.hint);
  },
};
