import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';

/** What these tools write into the user agent of the AWS SDK that they use. */
const tools = /\b(?:terraform|opentofu|pulumi|crossplane)\b/i;

/** Whether infrastructure code made the call; `undefined` of actors that run none.
 *
 * AWS itself writes down for whom CloudFormation calls. A tool only says its own name, and whoever holds the credentials can say it too: from a
 * user's key it is not believed at all, and no rule may leave a record out for it. */
export function actsAsCode(fields: Json, kind: ActorKind): boolean | undefined {
  if (kind !== 'root' && kind !== 'user' && kind !== 'role') return undefined;
  if (textAt(fields, 'userIdentity', 'invokedBy') === 'cloudformation.amazonaws.com') return true;
  return kind === 'role' && tools.test(textAt(fields, 'userAgent') ?? '');
}
