import { exactValuesOf } from './exact-values.ts';
import type { Check } from './lint-document.ts';

/** Names of services that no record has for their form alone: CloudTrail writes `<service>.amazonaws.com`. */
export const eventSource: Check = {
  code: 'event-source',
  inDetection: (rule) =>
    exactValuesOf('eventSource', rule).flatMap(({ text, place }) => {
      if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/i.test(text)) return [];
      return [{ place, message: `no CloudTrail record has the eventSource "${text}"`, hint: betterSource(text) }];
    }),
};

/** EventBridge calls a service `aws.s3`, policies `s3`, people `s3.aws.com`. */
function betterSource(text: string): string {
  const [, service] = /^(?:aws\.)?([a-z0-9-]+)(?:\.(?:aws|amazonaws?|amazon)(?:\.com?)?)?$/i.exec(text) ?? [];
  if (service === undefined) return 'write the name of the service and .amazonaws.com, as in "s3.amazonaws.com"';
  return `write "${service.toLowerCase()}.amazonaws.com"`;
}
