import { placeOfValue } from '../parse/located.ts';
import type { Check } from './lint-document.ts';

const maxDays = 30;
const dayMs = 86_400_000;

/** Timespans over which records are not kept: a month where a minute was meant (`1M` for `1m`). */
export const longTimespan: Check = {
  code: 'long-timespan',
  inCorrelation: ({ correlation, body }) => {
    if (body.timespanMs <= maxDays * dayMs) return [];
    const days = Math.ceil(body.timespanMs / dayMs);
    const message = `the timespan is ${days} days, longer than ${maxDays}`;
    return [{ place: placeOfValue(correlation, 'timespan'), message, hint: 'shorten it; m is minutes, M months' }];
  },
};
