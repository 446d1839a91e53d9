import type { SQSRecord } from 'aws-lambda';
import { parseAlert } from '#shared/alert/parse-alert.ts';
import { sealAttribute, sealedTextOf } from '#shared/aws/sealed-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Seal } from '#shared/ports/seal.ts';

/** The alert that a message brings, if Trailguard published it. Whoever may send to the queue, or invoke the function, can write
 * anything into a message but the seal.
 * @throws {ForgedAlertError} it did not
 * @throws {SealError} it cannot be told whether it did
 * @throws {Error} another version of Trailguard published it, and this one cannot read it */
export async function openAlert(
  { body, messageAttributes }: Pick<SQSRecord, 'body' | 'messageAttributes'>,
  seal: Pick<Seal, 'verify'>,
): Promise<Alert> {
  const found = messageAttributes?.[sealAttribute]?.stringValue;
  if (found === undefined) throw new ForgedAlertError('it has no seal');
  if (!(await seal.verify(sealedTextOf(body), found))) throw new ForgedAlertError('its seal is not of this text');
  const parsed = parseAlert(body);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.alert;
}

/** A message that Trailguard did not publish, or not as it came; or published before it sealed what it publishes. */
export class ForgedAlertError extends Error {
  override readonly name = 'ForgedAlertError';

  constructor(why: string) {
    super(
      `the message is not Trailguard's: ${why}. Look at who may send to the queue, and who may invoke the function`,
    );
  }
}
