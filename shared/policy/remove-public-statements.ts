import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import { judgePolicy, type StatementJudgement } from './judge-policy.ts';
import { outlineJson } from './outline-json.ts';
import type { PolicyKind } from './policy-kind.ts';

/** A statement that was taken out of a policy. */
export interface RemovedStatement {
  /** Position in the document before, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly why: string;
  /** The statement as it was written. */
  readonly statement: Json;
}

/** A policy without its public statements, or why nobody should take them out without looking. */
export type Removal =
  | {
      readonly ok: true;
      /** In the form in which the policy was given; undefined when no statement is left. */
      readonly document: Json | undefined;
      /** In the document's order; empty when none is public, and the document is then the one that was given. */
      readonly removed: readonly RemovedStatement[];
    }
  | { readonly ok: false; readonly problem: string };

/** Take out of a policy exactly the statements that are public; what is left is not, and stays as it was.
 *
 * Of a JSON text every other character stays, white space included; of an object every other member, in its order. Refused when
 * the document cannot be read, or when one statement cannot be judged with certainty: a half-right repair would be taken for a
 * whole one.
 * @param document the policy, or its JSON text */
export function removePublicStatements(document: Json, options: { readonly kind?: PolicyKind } = {}): Removal {
  const judgement = judgePolicy(document, options);
  if (judgement.problem !== undefined) return { ok: false, problem: judgement.problem };
  const doubtful = judgement.statements.find(({ certain }) => !certain);
  if (doubtful !== undefined) {
    return { ok: false, problem: `statement ${doubtful.index} cannot be judged with certainty: ${doubtful.why}` };
  }
  const judged = judgement.statements.filter((statement) => statement.public);
  if (judged.length === 0) return { ok: true, document, removed: [] };
  const statements = statementsOf(document);
  const removed = judged.map(({ index, sid, why }) => ({
    index,
    ...(sid === undefined ? {} : { sid }),
    why,
    statement: statements[index] ?? null,
  }));
  if (judged.length === statements.length) return { ok: true, document: undefined, removed };
  const isKept = keeperOf(judged);
  return {
    ok: true,
    document: typeof document === 'string' ? cut(document, isKept) : filter(document, isKept),
    removed,
  };
}

type IsKept = (index: number) => boolean;

function keeperOf(judged: readonly StatementJudgement[]): IsKept {
  const gone = new Set(judged.map(({ index }) => index));
  return (index) => !gone.has(index);
}

function statementsOf(document: Json): readonly Json[] {
  const policy = typeof document === 'string' ? (JSON.parse(document) as Json) : document;
  if (!isJsonObject(policy)) return [];
  return Object.entries(policy).flatMap(([name, value]) => (isStatement(name) ? listOf(value) : []));
}

function filter(policy: Json, isKept: IsKept): Json {
  if (!isJsonObject(policy)) return policy;
  const entries = Object.entries(policy).map(([name, value]): readonly [string, Json] => [
    name,
    isStatement(name) ? listOf(value).filter((_, index) => isKept(index)) : value,
  ]);
  return Object.fromEntries(entries);
}

function cut(text: string, isKept: IsKept): string {
  const list = outlineJson(text).members.find(({ name }) => isStatement(name));
  const [first, last] = [list?.elements?.at(0), list?.elements?.at(-1)];
  if (list?.elements === undefined || first === undefined || last === undefined) return text;
  const kept = list.elements.filter((_, index) => isKept(index)).map(({ start, end }) => text.slice(start, end));
  return `${text.slice(0, first.start)}${kept.join(',')}${text.slice(last.end)}`;
}

function isStatement(name: string): boolean {
  return name.toLowerCase() === 'statement';
}
