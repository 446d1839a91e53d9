import type { Json } from '#shared/model/json.ts';
import { levels } from '#shared/model/rule.ts';
import { entryOf, type Located, type LocatedMap, type Report } from '#shared/sigma/parse/located.ts';
import { parseTimespan } from '#shared/sigma/parse/parse-timespan.ts';
import { textOf } from '#shared/sigma/parse/read-value.ts';
import { readYaml } from '#shared/sigma/parse/read-yaml.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { findShapeFaults } from './find-shape-faults.ts';
import { plainValue } from './plain-value.ts';
import { readResponses } from './read-responses.ts';
import { modes, type Override, type PlacedText, type Settings } from './settings.ts';
import { type ValuePath, valueAt } from './value-at.ts';

/** Settings, and everything that is wrong with them. */
export interface ParsedSettings {
  /** What is good of the settings, with defaults in the place of the rest. */
  readonly settings: Settings;
  /** In the order of the lines; empty when all of it is good. */
  readonly problems: readonly RuleProblem[];
  /** The settings say which rules there are, so that a rule that is not among them is truly none. */
  readonly knowsRules: boolean;
}

/** Parse and check a settings file. Never throws. An empty file leaves everything as it is without one.
 * @param file as the caller names it */
export function parseSettings(file: string, text: string): ParsedSettings {
  const problems: RuleProblem[] = [];
  const report: Report = (place, message, hint) => void problems.push({ file, ...place, message, hint });
  const [root, another] = readYaml(text, report);
  if (another !== undefined) report(another.place, 'settings are one document', 'take out the line with ---');
  const faults = root === undefined ? [] : findShapeFaults(root);
  for (const { place, message, hint } of faults) report(place, message, hint);
  /** What stands at a path, if nothing in it is refused. */
  const sound = (...path: ValuePath): Located | undefined => {
    const isRefused = faults.some((fault) => path.every((step, at) => fault.path[at] === step));
    return root === undefined || isRefused ? undefined : valueAt(root, path);
  };
  /** What stands under a key, if nothing further in is refused either. */
  const whole = (key: string): Json | undefined => {
    const isRefused = faults.some(({ path }) => path[0] === key);
    const value = root === undefined || isRefused ? undefined : valueAt(root, [key]);
    return value && plainValue(value);
  };
  const overrides = root === undefined ? undefined : valueAt(root, ['overrides']);
  const settings = {
    file,
    builtin: plainOf(sound('builtin')) !== false,
    rules: textsOf(sound('rules')),
    filters: textsOf(sound('filters')),
    dedupWindowMs: readWindow(sound('dedup', 'window'), report),
    // Of an override that is refused in part, the rest stays: whether there are such rules is asked all the same.
    overrides: (overrides?.kind === 'list' ? overrides.items : []).flatMap((override) =>
      override.kind === 'map' ? [readOverride(override)] : [],
    ),
    responses: readResponses({
      playbooks: whole('playbooks'),
      exemptions: whole('exemptions'),
      budget: whole('budget'),
    }),
  };
  const isRead = root !== undefined || problems.length === 0;
  const knowsRules = isRead && !faults.some(({ path: [key = ''] }) => !keysAfterRules.includes(key));
  return { settings, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column), knowsRules };
}

/** Keys that have no say in which rules there are; an unknown key may stand for one that has. */
const keysAfterRules: readonly string[] = ['filters', 'dedup', 'overrides', 'playbooks', 'exemptions', 'budget'];

/** State is kept for two weeks, so that a record that comes days late still finds the alert it belongs to. */
const maxDedupWindowMs = 7 * 24 * 60 * 60 * 1000;

function readWindow(value: Located | undefined, report: Report): number {
  if (value?.kind !== 'scalar') return defaultDedupWindowMs;
  const windowMs = parseTimespan(value.written);
  if (windowMs !== undefined && windowMs <= maxDedupWindowMs) return windowMs;
  report(value.place, `window cannot be as long as ${value.written}`, 'write 7d or less');
  return defaultDedupWindowMs;
}

function readOverride(override: LocatedMap): Override {
  const given = (key: string): Located | undefined => entryOf(override, key)?.value;
  const mode = modes.find((one) => one === plainOf(given('mode')));
  const level = levels.find((one) => one === plainOf(given('level')));
  const reason = plainOf(given('reason'));
  return {
    rules: textsOf(given('rules')),
    ...(mode !== undefined && { mode }),
    ...(level !== undefined && { level }),
    ...(typeof reason === 'string' && { reason }),
  };
}

function plainOf(value: Located | undefined): null | boolean | number | string | undefined {
  return value?.kind === 'scalar' ? value.value : undefined;
}

function textsOf(value: Located | undefined): readonly PlacedText[] {
  const items = value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined || text === '' ? [] : [{ text, place: item.place }];
  });
}
