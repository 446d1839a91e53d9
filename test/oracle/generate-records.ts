import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { Condition, DetectionItem, DetectionRule, Selection, ValueTest } from '#shared/sigma/ast.ts';
import { askedFields } from '#shared/sigma/pattern/asked-fields.ts';
import { recordFields } from '../shared/record-helpers.ts';

/** Numbers from 0 up to 1, without it. */
export type Random = () => number;

/** Random numbers that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Make a record that the rule is likely to match: each line that has to hold is made to, as far as it can be. */
export function recordFor(rule: DetectionRule, random: Random): JsonObject {
  const record = structuredClone(recordFields()) as Record<string, Json>;
  for (const item of itemsToHold(rule, random)) {
    const tests = item.match === 'all' ? item.tests : [pick(item.tests, random)];
    for (const test of tests) {
      if (test === undefined) continue;
      const [path, value] = assignmentOf(item.field, test, record, random);
      if (path !== undefined) setAt(record, path.split('.'), value);
    }
  }
  return record;
}

/** Change a record a little: case, type, lists, what is missing, refusals. Fields that patterns ask of stay as AWS writes them: text, or
 * absent; they are put into lists too, since nothing forbids that. */
export function mutate(record: JsonObject, random: Random): JsonObject {
  const changed = structuredClone(record) as Record<string, Json>;
  const leaves = leafPaths(changed);
  const path = pick(leaves, random) ?? ['eventName'];
  const value = valueAt(changed, path);
  const isText = askedFields.has(path.join('.')) && path[0] !== 'readOnly';
  const others: Json[] = ['zzz', 'AwsServiceEvent', 'Root', 'CreateUser'];
  const changes: (() => void)[] = [
    () => setAt(changed, path, typeof value === 'string' ? randomCase(value, random) : value),
    () => setAt(changed, ['eventName'], randomCase(String(valueAt(changed, ['eventName'])), random)),
    () => setAt(changed, path, undefined),
    () => setAt(changed, path, [pick(others, random) ?? null, value ?? null]),
    () => setAt(changed, path, isText ? value : [[value ?? null], {}]),
    () => setAt(changed, path, isText ? pick(others, random) : null),
    () => setAt(changed, path, isText ? value : otherType(value)),
    () => setAt(changed, ['errorCode'], pick(['AccessDenied', 'client.unauthorizedoperation', 'Success', ''], random)),
    () => setAt(changed, ['errorMessage'], pick(['User: x is NOT authorized to perform: y', 'no such thing'], random)),
    () => setAt(changed, ['userIdentity', 'type'], pick(['Root', 'root', 'AWSService', 'AssumedRole'], random)),
    () => setAt(changed, ['userIdentity', 'invokedBy'], pick(['ec2.amazonaws.com', undefined], random)),
    () => setAt(changed, ['sourceIPAddress'], pick(['delivery.logs.amazonaws.com', '192.0.2.7'], random)),
  ];
  pick(changes, random)?.();
  return changed;
}

function itemsToHold(rule: DetectionRule, random: Random): readonly DetectionItem[] {
  const ofPart = (part: Condition | Selection): readonly DetectionItem[] => {
    switch (part.kind) {
      case 'not':
        // What must not hold is mostly left out, and at times put in after all.
        return random() < 0.1 ? ofPart(part.of) : [];
      case 'selection': {
        const selection = rule.selections[part.name];
        return selection === undefined ? [] : ofPart(selection);
      }
      case 'all':
        return part.of.flatMap(ofPart);
      case 'any': {
        const member = pick(part.of as readonly (Condition | Selection)[], random);
        return member === undefined ? [] : ofPart(member);
      }
      case 'item':
        return part.negated ? [] : [part];
    }
  };
  return ofPart(rule.condition);
}

type Assignment = readonly [path: string | undefined, value: Json | undefined];

function assignmentOf(
  field = 'requestParameters.note',
  test: ValueTest,
  record: JsonObject,
  random: Random,
): Assignment {
  if (field.startsWith('derived.')) return derivedAssignment(field, test, random);
  switch (test.test) {
    case 'string': {
      const parts = test.parts.map((part) => {
        if (typeof part === 'string') return part;
        return part.wildcard === 'one' ? 'x' : pick(['', 'abc', '-1'], random);
      });
      return [field, random() < 0.3 && !test.cased ? randomCase(parts.join(''), random) : parts.join('')];
    }
    case 'number':
      return [field, random() < 0.5 ? test.value : String(test.value)];
    case 'boolean':
      return [field, random() < 0.5 ? test.value : String(test.value)];
    case 'null':
      return [field, askedFields.has(field) || random() < 0.5 ? undefined : null];
    case 'exists':
      return [field, test.value ? 'something' : undefined];
    case 'compare':
      return [field, test.value + (test.operator === 'lt' ? -1 : test.operator === 'gt' ? 1 : 0)];
    case 'cidr':
      return [field, test.network.replace(/\/.*$/, '')];
    case 'fieldref':
      return [field, valueAt(record, test.field.split('.')) ?? 'same'];
    case 'any': {
      const one = pick(test.of, random);
      return one === undefined ? [undefined, undefined] : assignmentOf(field, one, record, random);
    }
    default:
      return [field, 'something'];
  }
}

/** Derived fields whose value a record's own fields can be chosen for. */
function derivedAssignment(field: string, test: ValueTest, random: Random): Assignment {
  const isTrue = test.test === 'boolean' && test.value;
  const [text] = test.test === 'string' ? test.parts : [];
  if (field === 'derived.call.denied' && isTrue) {
    return random() < 0.5
      ? ['errorCode', randomCase('Client.UnauthorizedOperation', random)]
      : ['errorMessage', 'User: x is not authorized to perform: y'];
  }
  if (field === 'derived.call.api' && typeof text === 'string') {
    return ['eventName', text + (pick(['', '20150331', '20150331v2', '2020_05_31'], random) ?? '')];
  }
  if (field === 'derived.actor.kind' && text === 'root') return ['userIdentity.type', 'Root'];
  return [undefined, undefined];
}

function leafPaths(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => leafPaths(member, [...path, key]));
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((found, key) => (isJsonObject(found) ? found[key] : undefined), value);
}

function setAt(record: Record<string, Json>, path: readonly string[], value: Json | undefined): void {
  const [key = '', ...later] = path;
  if (later.length > 0) {
    const inner = { ...(isJsonObject(record[key]) ? record[key] : {}) };
    setAt(inner, later, value);
    record[key] = inner;
  } else if (value === undefined) delete record[key];
  else record[key] = value;
}

function otherType(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value === undefined ? undefined : String(value);
  return /^\d{1,6}$/.test(value) ? Number(value) : /^(?:true|false)$/.test(value) ? value === 'true' : value;
}

function randomCase(text: string, random: Random): string {
  const way = random();
  if (way < 0.3) return text.toLowerCase();
  if (way < 0.6) return text.toUpperCase();
  return Array.from(text, (letter) => (random() < 0.5 ? letter.toLowerCase() : letter.toUpperCase())).join('');
}

function pick<T>(choices: readonly T[], random: Random): T | undefined {
  return choices[Math.floor(random() * choices.length)];
}
