import { isAccountId, isRegion } from '#shared/model/is-place.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';

/** Tell whether an input has the envelope of an EventBridge event that an AWS service sent.
 *
 * That is all that comes by the way that leads here: a bare record, or one that was delivered in another way, was handed in by somebody. It proves
 * nothing, since whoever may invoke the function can write an envelope, too (docs/responses.md, "The alert is forged").
 * @see EventBridge user guide, "AWS service event metadata" */
export function isServiceEvent(event: Json): boolean {
  if (!isJsonObject(event)) return false;
  const { id, source, account, region, 'detail-type': detailType, detail } = event;
  return (
    typeof id === 'string' &&
    typeof source === 'string' &&
    source.startsWith('aws.') &&
    typeof detailType === 'string' &&
    isAccountId(account) &&
    isRegion(region) &&
    isJsonObject(detail)
  );
}
