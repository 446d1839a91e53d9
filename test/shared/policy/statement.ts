import type { Json, JsonObject } from '#shared/model/json.ts';

/** A statement that lets everyone read, but for what a test changes. */
export function allow(changes: JsonObject = {}): JsonObject {
  return { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...changes };
}

/** A policy of those statements. */
export function policy(...statements: readonly Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

/** A policy variable, or the escape of a literal character. */
export function variable(name: string): string {
  return `\${${name}}`;
}
