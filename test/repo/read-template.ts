import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CollectionTag, parse, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';

const root = path.join(import.meta.dirname, '..', '..');

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
}

/** A policy statement, with the resource that carries it. */
export interface Statement {
  readonly of: Resource;
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly body: JsonObject;
}

/** `!Ref x` is `{ Ref: x }`, and so is `!Condition x`; `!Name x` is `{ "Fn::Name": x }`. */
const intrinsics = ['Ref', 'Sub', 'GetAtt', 'Not', 'Equals', 'And', 'Or', 'If', 'Condition', 'FindInMap'].flatMap(
  (name): (ScalarTag | CollectionTag)[] => {
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    return [
      { tag: `!${name}`, resolve: (text: string) => ({ [key]: text }) },
      { tag: `!${name}`, collection: 'seq', resolve: (seq: YAMLMap | YAMLSeq) => ({ [key]: seq.toJSON() }) },
    ];
  },
);

/** A template of its own, for other accounts. */
export const memberTemplate = 'member-role.yml';

/** Our own resources, as the files under `infra/` write them; intrinsic functions in their long form. */
export const resources: readonly Resource[] = readdirSync(path.join(root, 'infra'))
  .filter((name) => name.endsWith('.yml') && name !== memberTemplate)
  .flatMap((name) => Object.entries(objectAt(readYaml(`infra/${name}`), 'Resources')))
  .map(([id, body]) => toResource(id, body));

/** The functions as `functions/<name>/function.yml` writes them, by folder. */
export const functions: ReadonlyMap<string, JsonObject> = new Map(
  readdirSync(path.join(root, 'functions'))
    .filter((name) => name.startsWith('on-'))
    .map((name) => [name, readYaml(`functions/${name}/function.yml`)]),
);

/** All policy statements: of roles, topics, queues, buckets and keys. */
export const statements: readonly Statement[] = resources.flatMap((resource) =>
  statementsIn(resource.properties).map((body) => ({
    of: resource,
    sid: typeof body.Sid === 'string' ? body.Sid : '',
    effect: String(body.Effect),
    actions: textsOf(body.Action),
    resources: textsOf(body.Resource),
    body,
  })),
);

export function resourcesOf(type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** The logical id that an intrinsic function refers to: of `!Ref Id`, `!GetAtt Id.Name`, `!GetAtt [Id, Name]` and the text `Id` itself. */
export function referredId(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return undefined;
  const [target] = listOf(value.Ref ?? value['Fn::GetAtt']);
  return typeof target === 'string' ? target.split('.')[0] : undefined;
}

/** The value at a path of keys and list positions; `undefined` where there is none. */
export function at(value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isJsonObject(found) ? found[key] : undefined;
  }, value);
}

export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export function readYaml(file: string): JsonObject {
  return parse(readFileSync(path.join(root, file), 'utf8'), { customTags: intrinsics });
}

function toResource(id: string, body: Json): Resource {
  const policyAt = (key: string): string | undefined => {
    const policy = at(body, key);
    return typeof policy === 'string' ? policy : undefined;
  };
  return {
    id,
    type: String(at(body, 'Type')),
    properties: objectAt(body, 'Properties'),
    deletionPolicy: policyAt('DeletionPolicy'),
    updateReplacePolicy: policyAt('UpdateReplacePolicy'),
  };
}

function objectAt(value: Json, key: string): JsonObject {
  const found = at(value, key);
  return isJsonObject(found) ? found : {};
}

function statementsIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (!isJsonObject(value)) return [];
  if (value.Effect !== undefined) return [value];
  return Object.values(value).flatMap(statementsIn);
}

function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value)
    .flatMap(branchesOf)
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

/** What a value may be, whichever way its conditions turn out. */
function branchesOf(value: Json): readonly Json[] {
  const [, ...branches] = listOf(at(value, 'Fn::If'));
  if (branches.length > 0) return branches.flatMap(branchesOf);
  return at(value, 'Ref') === 'AWS::NoValue' ? [] : [value];
}
