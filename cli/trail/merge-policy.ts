import { requiresTls } from '#shared/doctor/bucket-policy.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { listOf, textAt } from '#shared/model/read-json.ts';

/** A policy with what it needs, or why that cannot be without taking something away. */
export type MergedPolicy =
  | { readonly kind: 'same' }
  | { readonly kind: 'added'; readonly policy: string; readonly sids: readonly string[] }
  | { readonly kind: 'conflict'; readonly why: string };

/** Add the statements that a policy lacks; those that are there stay as they are, in their order.
 * @param policy JSON text; `undefined` where there is none
 * @param statements each with a Sid: one that stands under another Sid is there, too */
export function mergePolicy(policy: string | undefined, statements: readonly JsonObject[]): MergedPolicy {
  const document = policy === undefined ? { Version: '2012-10-17', Statement: [] } : parse(policy);
  if (!isJsonObject(document)) return { kind: 'conflict', why: 'the policy that is there cannot be read' };
  const there = listOf(document['Statement']);
  const known = new Set(there.map(essence));
  const lacking = statements.filter((one) => !known.has(essence(one)) && !(isTls(one) && requiresTls(policy)));
  if (lacking.length === 0) return { kind: 'same' };
  const taken = lacking.find((one) => there.some((other) => sidOf(other) === sidOf(one)));
  if (taken !== undefined) {
    const why = `the statement ${sidOf(taken)} of the policy that is there says something else; it should be ${JSON.stringify(taken)}`;
    return { kind: 'conflict', why };
  }
  const merged = { ...document, Statement: [...there, ...lacking] };
  return { kind: 'added', policy: JSON.stringify(merged), sids: lacking.map((one) => sidOf(one) ?? '') };
}

function sidOf(statement: Json): string | undefined {
  return textAt(statement, 'Sid');
}

function isTls(statement: JsonObject): boolean {
  return statement['Effect'] === 'Deny';
}

/** A statement without its name, and however a list of one and the order of members are written. */
function essence(statement: Json): string {
  if (!isJsonObject(statement)) return JSON.stringify(statement);
  const { Sid: _, ...rest } = statement;
  return JSON.stringify(rest, (_name, value: Json) => {
    if (Array.isArray(value)) return value.length === 1 ? value[0] : [...value].sort();
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
