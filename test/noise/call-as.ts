import type { JsonObject } from '#shared/model/json.ts';
import type { Call } from '../../samples/generator/call.ts';
import type { Caller } from '../../samples/generator/company/callers.ts';

/** What else a call may have. */
export type CallFacts = Omit<Call, 'caller' | 'service' | 'name' | 'request'>;

/** The calls of one caller: `service`, name, what was asked, and what else is known of it. */
export type CallAs = (service: string, name: string, request?: JsonObject, facts?: CallFacts) => Call;

/** Speak as a caller: most activities are many calls of one. */
export function callAs(caller: Caller): CallAs {
  return (service, name, request, facts = {}) => ({
    caller,
    service,
    name,
    ...(request !== undefined && { request }),
    ...(globalServices.has(service) && { region: 'us-east-1' }),
    ...facts,
  });
}

/** Services that CloudTrail records in us-east-1, beside those that the samples know. */
const globalServices = new Set(['cloudfront', 'route53', 'ce', 'support', 'trustedadvisor', 'health']);
