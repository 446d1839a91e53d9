import { exactValuesOf } from './exact-values.ts';
import type { Check } from './lint-document.ts';

/** Names of API calls that no record has for their form alone. Which calls there are is not known here. */
export const eventName: Check = {
  code: 'event-name',
  inDetection: (rule) =>
    exactValuesOf('eventName', rule).flatMap(({ text, cased, place }) => {
      const hint = betterName(text, cased);
      return hint === undefined ? [] : [{ place, message: `no CloudTrail record has the eventName "${text}"`, hint }];
    }),
};

/** What to write for a name that cannot be; `undefined` for one that may. */
function betterName(text: string, cased: boolean): string | undefined {
  const [, service, action] = /^([a-z0-9-]+):([A-Za-z0-9]+)$/i.exec(text) ?? [];
  if (service !== undefined && action !== undefined) {
    return `write "${action}"; the service goes under eventSource, as "${service.toLowerCase()}.amazonaws.com"`;
  }
  if (text.trim() === '') return 'write the name of an API call, or eventName|exists: false for records without one';
  if (/\s/.test(text)) return `write the name of the API call without spaces, such as "${inPascalCase(text)}"`;
  // Names are compared without case unless the rule asks for it.
  if (cased && /^[a-z]/.test(text)) return `names of API calls begin with a capital: "${inPascalCase(text)}"`;
  return undefined;
}

function inPascalCase(text: string): string {
  const words = text.split(/\s/);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
