import type { JsonObject } from '#shared/model/json.ts';
import type { Call } from '../call.ts';
import type { Caller } from '../company/callers.ts';

/** A call that only looks: `service` and name, what was asked, and where, if not at the service's usual place. */
export interface Look {
  readonly service: string;
  readonly name: string;
  readonly request?: JsonObject;
  readonly region?: string;
}

/** A look that succeeded. */
export function look(caller: Caller, { service, name, request, region }: Look): Call {
  return {
    caller,
    service,
    name,
    ...(request === undefined ? {} : { request }),
    ...(region === undefined ? {} : { region }),
  };
}
