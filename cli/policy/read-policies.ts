import type { Json } from '#shared/model/json.ts';
import { memberAt } from '#shared/model/read-json.ts';
import type { InputProblem } from '../input/input-problem.ts';

/** One policy of an input. */
export interface ReadPolicy {
  /** Where it stands, for people. */
  readonly place: string;
  /** The document, or its JSON text. */
  readonly document: Json;
}

/** The policies of an input, in its order, and what in it is no JSON. */
export interface ReadPolicies {
  readonly policies: readonly ReadPolicy[];
  readonly problems: readonly InputProblem[];
}

/** Find the policies in a text: one JSON document, or one a line. What the AWS CLI prints around a policy is taken off.
 * @param source the file's name, for places */
export function readPolicies(text: string, source: string): ReadPolicies {
  const lines = text.split('\n').map((line, index) => ({ line, place: `${source}:${index + 1}` }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  const isLines = filled.length > 1 && !isJson(text) && isJson(filled[0]?.line ?? '');
  const parts = isLines ? filled : [{ line: text, place: source }];
  return {
    policies: parts.filter(({ line }) => isJson(line)).map(({ line, place }) => ({ place, document: unwrap(line) })),
    problems: parts
      .filter(({ line }) => !isJson(line))
      .map(({ place }) => ({
        source: place,
        message: 'is not JSON',
        hint: 'give one policy document, or one document a line',
      })),
  };
}

function isJson(text: string): boolean {
  return parse(text) !== undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

// What get-bucket-policy, get-key-policy and Lambda's get-policy; get-repository-policy; get-resource-policy; get-queue-attributes
// and get-topic-attributes; and get-role print.
const wrappers: readonly (readonly string[])[] = [
  ['Policy'],
  ['policyText'],
  ['ResourcePolicy'],
  ['Attributes', 'Policy'],
  ['Role', 'AssumeRolePolicyDocument'],
];

/** The text itself where it is a policy: only there can a name that stands twice be seen. */
function unwrap(text: string): Json {
  const value = parse(text) ?? null;
  // `--query Policy` prints the policy as a JSON string.
  if (typeof value === 'string') return value;
  return wrappers.map((path) => memberAt(value, ...path)).find((policy) => policy !== undefined) ?? text;
}
