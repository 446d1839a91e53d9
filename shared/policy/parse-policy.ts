import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import { outlineJson } from './outline-json.ts';

/** One statement of a policy, its elements as they were written. */
export interface PolicyStatement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid?: string;
  /** A statement that does not say `Deny` is read as one that allows. */
  readonly allows: boolean;
  readonly principal: Json | undefined;
  readonly notPrincipal: Json | undefined;
  readonly action: Json | undefined;
  readonly notAction: Json | undefined;
  readonly resource: Json | undefined;
  readonly notResource: Json | undefined;
  readonly condition: Json | undefined;
  /** Why the statement is not what IAM's grammar asks for. */
  readonly flaw?: string;
}

/** A policy document taken apart, or why it could not be. */
export type PolicyReading =
  | { readonly ok: true; readonly statements: readonly PolicyStatement[] }
  | { readonly ok: false; readonly problem: string };

/** Take a policy document apart into its statements, in their order.
 * @param document the document itself, or its JSON text: IAM's requests carry text, S3's an object */
export function parsePolicy(document: Json): PolicyReading {
  const value = typeof document === 'string' ? parseJson(document) : document;
  if (!isJsonObject(value)) return { ok: false, problem: 'the policy is not a JSON object' };
  // "Individual elements must not contain multiple instances of the same key" (IAM user guide, "Grammar of the IAM JSON policy
  // language"): which of them would hold is nowhere said.
  if (typeof document === 'string' && outlineJson(document).repeatsName) {
    return { ok: false, problem: 'an object of the policy has two members of one name' };
  }
  const found = elements(value, 'Statement');
  const statements = found.flatMap((element) => listOf(element));
  if (found.length !== 1 || statements.length === 0) return { ok: false, problem: 'the policy has no statements' };
  return { ok: true, statements: statements.map(readStatement) };
}

function readStatement(value: Json, index: number): PolicyStatement {
  const statement = isJsonObject(value) ? value : {};
  const effect = element(statement, 'Effect');
  const sid = element(statement, 'Sid');
  const flaw = findFlaw(value);
  return {
    index,
    ...(typeof sid === 'string' && sid !== '' ? { sid } : {}),
    allows: !(typeof effect === 'string' && effect.toLowerCase() === 'deny'),
    principal: element(statement, 'Principal'),
    notPrincipal: element(statement, 'NotPrincipal'),
    action: element(statement, 'Action'),
    notAction: element(statement, 'NotAction'),
    resource: element(statement, 'Resource'),
    notResource: element(statement, 'NotResource'),
    condition: element(statement, 'Condition'),
    ...(flaw === undefined ? {} : { flaw }),
  };
}

function findFlaw(value: Json): string | undefined {
  if (!isJsonObject(value)) return 'the statement is not an object';
  const names = Object.keys(value).map((name) => name.toLowerCase());
  if (new Set(names).size < names.length) return 'an element stands twice';
  const effect = element(value, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') return 'its Effect is neither Allow nor Deny';
  if (names.includes('action') === names.includes('notaction')) return 'it needs one of Action and NotAction';
  if (names.includes('principal') && names.includes('notprincipal')) return 'it has both Principal and NotPrincipal';
  return undefined;
}

// Element names are compared without case: missing a grant because of its spelling would be worse than reading one that AWS refuses.
function elements(object: JsonObject, name: string): readonly Json[] {
  return Object.entries(object)
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

function element(object: JsonObject, name: string): Json | undefined {
  return elements(object, name)[0];
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
