import type { AnySchemaObject, ErrorObject } from 'ajv';
import type { Located } from '#shared/sigma/parse/located.ts';
import { suggestName } from '#shared/sigma/parse/nearest-name.ts';
import type { ValuePath } from './value-at.ts';

/** What a schema's error says to people, and what to do about it.
 * @param path to the value that is refused; of an unknown key, to that key
 * @param value that is refused; `undefined` for an unknown key
 * @throws {Error} for a keyword that the schema did not use when this was written */
export function describeFault(
  { keyword, params, parentSchema = {} }: ErrorObject,
  path: ValuePath,
  value: Located | undefined,
): { readonly message: string; readonly hint: string } {
  const name = nameOf(path);
  switch (keyword) {
    case 'additionalProperties': {
      const known = Object.keys(parentSchema['properties'] ?? {});
      return { message: `unknown key "${path.at(-1)}"`, hint: suggestName(path.at(-1) ?? '', known) };
    }
    case 'type': {
      const { what, hint } = typeWords[String(params['type'])] ?? unsaid(keyword);
      const examples = examplesOf(parentSchema);
      return { message: `${name} must be ${what}`, hint: examples === '' ? hint : `write it like ${examples}` };
    }
    case 'enum':
      return {
        message: `${name} cannot be ${spell(value)}`,
        hint: suggestName(textOf(value), params['allowedValues']),
      };
    case 'pattern':
      return { message: `${name} cannot be ${spell(value)}`, hint: `write it like ${examplesOf(parentSchema)}` };
    case 'minLength':
      return { message: `${name} is an empty text`, hint: 'write something between the quotes, or take it out' };
    case 'minItems':
      return { message: `${name} is an empty list`, hint: `write it like ${examplesOf(parentSchema)}` };
    case 'minProperties':
      return { message: `${name} says too little`, hint: `write it like ${examplesOf(parentSchema)}` };
    case 'minimum':
    case 'maximum':
      return {
        message: `${name} cannot be ${spell(value)}`,
        hint: `write a number from ${parentSchema['minimum']} to ${parentSchema['maximum']}`,
      };
    case 'required': {
      const missing = String(params['missingProperty']);
      const examples = examplesOf(parentSchema['properties'][missing]);
      const hint =
        examples === '' ? `add ${missing}, as in ${examplesOf(parentSchema)}` : `add ${missing}: ${examples}`;
      return { message: `${name} has no ${missing}`, hint };
    }
    case 'anyOf':
      return { message: `${name} changes nothing`, hint: 'add mode: or level:' };
    default:
      return unsaid(keyword);
  }
}

function unsaid(keyword: string): never {
  throw new Error(`there are no words for the keyword ${keyword} of the schema of settings`);
}

const typeWords: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
  boolean: { what: 'true or false', hint: 'leave the quotes out' },
  string: { what: 'a text', hint: 'write a text, in quotes if it looks like a number' },
  integer: { what: 'a whole number', hint: 'leave the quotes out' },
  array: { what: 'a list', hint: 'write one entry after each dash' },
  object: { what: 'a map', hint: 'write key: value, one on each line' },
};

/** What people call the value that a path leads to. */
function nameOf(path: ValuePath): string {
  const last = path.at(-1);
  if (last === undefined) return 'a settings file';
  return /^\d+$/.test(last) ? `an entry of ${path.at(-2)}` : last;
}

function textOf(value: Located | undefined): string {
  return value?.kind === 'scalar' ? value.written : '';
}

function spell(value: Located | undefined): string {
  if (value?.kind !== 'scalar') return value?.kind === 'map' ? 'a map' : 'a list';
  return value.value === null ? 'left empty' : `"${value.written}"`;
}

/** Examples of the schema as one would write them in YAML. */
function examplesOf(schema: AnySchemaObject): string {
  const examples: readonly unknown[] = schema['examples'] ?? [];
  return examples.map((example) => (typeof example === 'string' ? example : JSON.stringify(example))).join(', ');
}
