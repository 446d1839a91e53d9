// Lambda writes `AddPermission20150331v2`, CloudFront `CreateDistribution2020_05_31`: the API version is part of the name.
const versionSuffix = /(?<=[A-Za-z])(?:20\d{6}|20\d{2}_\d{2}_\d{2})(?:v\d{1,2})?$/;

/** An event's name without the API version that Lambda and CloudFront append. */
export function apiName(eventName: string): string {
  return eventName.replace(versionSuffix, '');
}
