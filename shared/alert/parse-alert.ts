import type { Alert } from '#shared/model/alert.ts';
import { isTarget } from '#shared/model/is-target.ts';

export type ParsedAlert =
  | { readonly ok: true; readonly alert: Alert }
  | { readonly ok: false; readonly problem: string };

/** Read the text of an alert, as `serializeAlert` wrote it, back.
 *
 * What playbooks go by is checked; the rest, which is only passed on or shown, is taken as it is. */
export function parseAlert(text: string): ParsedAlert {
  const value = parseJson(text);
  if (!isObject(value)) return refuse('no JSON object');
  if (value['version'] !== '1') return refuse(`version ${JSON.stringify(value['version'])} of alerts, not "1"`);
  const missing = Object.entries(checks).find(([name, passes]) => !passes(value[name]));
  if (missing !== undefined) return refuse(`"${missing[0]}" is not what an alert has there`);
  return { ok: true, alert: value as unknown as Alert };
}

function refuse(problem: string): ParsedAlert {
  return { ok: false, problem: `not an alert: ${problem}` };
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string' && value !== '';
const isList: Test = (value) => Array.isArray(value);
const orNothing =
  (passes: Test): Test =>
  (value) =>
    value === undefined || passes(value);

const checks: Readonly<Record<string, Test>> = {
  id: (value) => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value),
  kind: (value) => value === 'detection' || value === 'outcome' || value === 'health',
  rule: (value) => isObject(value) && isText(value['id']) && isList(value['tags']) && isList(value['references']),
  title: isText,
  severity: isText,
  actor: (value) =>
    isObject(value) &&
    isText(value['kind']) &&
    orNothing(isText)(value['arn']) &&
    orNothing(isText)(value['sessionIssuer']),
  source: isObject,
  resources: isList,
  events: isList,
  playbook: orNothing(isText),
  targets: orNothing((value) => Array.isArray(value) && value.every(isTarget)),
  links: isObject,
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
