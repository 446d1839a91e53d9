import type { Reason } from '#shared/model/detection.ts';
import type { Json } from '#shared/model/json.ts';
import { cleanValue } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** Why a rule matched, on one line: `eventName = StopLogging`; with the rule's test where the value does not show it:
 * `requestParameters.ipPermissions = {…} (contains: 0.0.0.0/0)`. */
export function reasonText({ selection, field, value, test }: Reason): string {
  const shown = valueText(value);
  const said = shortenText(cleanValue(test), maxTestLength);
  const isPlain = said === '' || value === null || said.toLowerCase().endsWith(shown.toLowerCase());
  const subject = shortenText(cleanValue(field ?? selection), maxTestLength);
  return isPlain ? `${subject} = ${shown}` : `${subject} = ${shown} (${said})`;
}

const maxValueLength = 200;
const maxTestLength = 120;

/** Text bare, other JSON as JSON, `(absent)` for null, `(empty)` for no text. */
function valueText(value: Json): string {
  if (value === null) return '(absent)';
  const text = cleanValue(typeof value === 'string' ? value : JSON.stringify(value));
  return text === '' ? '(empty)' : shortenText(text, maxValueLength);
}
