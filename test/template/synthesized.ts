import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { root } from '../../infra/paths.ts';
import { at, listOf } from '../repo/read-template.ts';

/** A resource of the template that `npm run package` made: ours, and what the framework added. */
export interface Synthesized {
  readonly id: string;
  readonly Type: string;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: JsonObject;
}

/** An IAM statement, and whose it is. */
export interface SynthesizedStatement {
  readonly of: Synthesized;
  readonly body: JsonObject;
}

export const templateFile: string = path.join(root, '.serverless', 'cloudformation-template-update-stack.json');

export const template: JsonObject = JSON.parse(readFileSync(templateFile, 'utf8'));

export const all: readonly Synthesized[] = Object.entries(template.Resources ?? {}).map(([id, body]) => ({
  id,
  ...(body as object as Omit<Synthesized, 'id'>),
}));

export function ofType(...types: readonly string[]): readonly Synthesized[] {
  return all.filter(({ Type }) => types.includes(Type));
}

/** All statements, wherever they stand, also those that only some parameters bring about. */
export const statements: readonly SynthesizedStatement[] = all.flatMap((of) =>
  statementsIn(of.Properties).map((body) => ({ of, body })),
);

/** What a value may be, whichever way its conditions turn out; in a text `!Sub` shows its template. */
export function valuesOf(value: Json | undefined): readonly string[] {
  return listOf(value).flatMap((item): readonly string[] => {
    const [, ...branches] = listOf(at(item, 'Fn::If'));
    if (branches.length > 0) return branches.flatMap(valuesOf);
    if (at(item, 'Ref') === 'AWS::NoValue') return [];
    const text = at(item, 'Fn::Sub') ?? item;
    return [typeof text === 'string' ? text : JSON.stringify(text)];
  });
}

function statementsIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  return object.Effect === undefined ? Object.values(object).flatMap(statementsIn) : [object];
}
