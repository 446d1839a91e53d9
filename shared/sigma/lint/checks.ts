import { alwaysTrue } from './always-true.ts';
import { eventName } from './event-name.ts';
import { eventSource } from './event-source.ts';
import { highThreshold } from './high-threshold.ts';
import { idleThreshold } from './idle-threshold.ts';
import type { Check } from './lint-document.ts';
import { longTimespan } from './long-timespan.ts';
import { matchesAnything } from './matches-anything.ts';
import { silentRule } from './silent-rule.ts';
import { ungroupedCount } from './ungrouped-count.ts';
import { unknownField } from './unknown-field.ts';
import { unreachable } from './unreachable.ts';
import { unusedSelection } from './unused-selection.ts';

/** Everything that lint looks for. */
export const checks: readonly Check[] = [
  unusedSelection,
  unreachable,
  alwaysTrue,
  unknownField,
  eventName,
  eventSource,
  matchesAnything,
  longTimespan,
  idleThreshold,
  highThreshold,
  ungroupedCount,
  silentRule,
];
