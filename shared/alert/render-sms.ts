import type { Alert } from '#shared/model/alert.ts';
import { asciiText, shortenAscii } from './ascii-text.ts';
import { describeAlertActor } from './describe-actor.ts';
import { shortResource } from './short-names.ts';

/** The alert as one line for a phone: `HIGH: Trail stopped. Account 123456789012, eu-west-1. IAM user alice on trail/main`.
 *
 * At most 140 characters, each a single one of GSM 03.38's basic alphabet, so that it is one message and not two (SNS: "140 ASCII
 * characters"). A long title is cut first; a resource that has no room is left out, and only then is the actor cut. Of an outcome
 * the last part says why instead. */
export function renderSms(alert: Alert): string {
  const { severity, title, accountId, region } = alert;
  const start = `${severity.toUpperCase()}: ${gsmText(title, maxTitleLength)}.`;
  const places = [
    ...(accountId === undefined ? [] : [`Account ${gsmText(accountId, maxPlaceLength)}`]),
    ...(region === undefined ? [] : [gsmText(region, maxPlaceLength)]),
  ];
  const where = places.length === 0 ? '' : ` ${places.join(', ')}.`;
  const room = maxSmsLength - start.length - where.length - 1;
  if (alert.outcome !== undefined) return `${start}${where} ${gsmText(alert.outcome.why, room)}`;
  const who = describeAlertActor(alert);
  const whole = asciiText(`${who}${thingOf(alert)}`);
  return `${start}${where} ${gsmText(whole.length <= room ? whole : who, room)}`;
}

function thingOf({ resources }: Alert): string {
  const [first, ...others] = resources;
  if (first === undefined) return '';
  return ` on ${shortResource(first)}${others.length === 0 ? '' : ' and more'}`;
}

const maxSmsLength = 140;
const maxTitleLength = 60;
/** An account id has 12 characters, the longest region name 14. */
const maxPlaceLength = 14;

// ASCII characters that GSM 03.38 lacks (`) or writes as two ([]{}\^~|).
function gsmText(text: string, maxLength: number): string {
  return shortenAscii(text, maxLength)
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[\\|]/g, '/')
    .replace(/[`^]/g, "'")
    .replaceAll('~', '-');
}
