import type { Evidence } from '#shared/model/detection.ts';
import { isEventID } from '#shared/model/is-event-id.ts';

/** The CloudTrail console's page of one record, in the partition of the record's region.
 *
 * The page exists for management events of the last 90 days, and for who is signed in to the record's account.
 * @returns `undefined` unless region and eventID have the form that AWS gives them: neither may bend the link elsewhere; also in
 * partitions whose console has no public address */
export function consoleLink({ awsRegion, eventID }: Pick<Evidence, 'awsRegion' | 'eventID'>): string | undefined {
  if (awsRegion === undefined || !regionForm.test(awsRegion) || !isEventID(eventID)) return undefined;
  const region = encodeURIComponent(awsRegion);
  return `https://${consoleHost(region)}/cloudtrailv2/home?region=${region}#/events/${encodeURIComponent(eventID)}`;
}

/** `eu-west-1`, `us-gov-east-1`; not the isolated partitions `us-iso…`, `us-isob…`, `eu-isoe…`, nor `eusc-…`. */
const regionForm = /^(?!eusc-)[a-z]{2,}-(?:(?!iso)[a-z]+-){1,2}\d{1,2}$/;

function consoleHost(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return `${region}.console.aws.amazon.com`;
}
