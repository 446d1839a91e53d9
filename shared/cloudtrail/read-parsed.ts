import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { Content, Expectation } from './envelopes/content.ts';
import { openEnvelope } from './envelopes/open-envelope.ts';
import { openList } from './envelopes/record-list.ts';
import { excerptOf } from './excerpt.ts';
import { gunzipBytes } from './gunzip-bytes.ts';
import { nestsDeeperThan } from './json-depth.ts';
import { parseJson } from './parse-json.ts';
import type { ReadItem } from './read-item.ts';
import type { ReadLimits } from './read-limits.ts';
import { type ReadPlace, type ReadProblemCode, readProblem } from './read-problem.ts';
import { readRecord } from './read-record.ts';
import type { SetAside } from './set-aside.ts';
import { isValidationMessage } from './validation-message.ts';

/** Most envelopes one inside the other. Genuine deliveries have five: SQS list, SQS, SNS, EventBridge, record. */
const maxEnvelopes = 10;

/** Where a value was found and what may be done with it. */
export interface ReadContext {
  readonly place: ReadPlace;
  readonly limits: ReadLimits;
  readonly expects: Expectation;
  /** Envelopes opened on the way. */
  readonly envelopes: number;
}

/** What a value holds, in whatever envelope; at least one item.
 * @param value at most `limits.maxDepth` deep: the caller has checked */
export function readParsed(value: Json, context: ReadContext): Iterable<ReadItem> {
  if (typeof value === 'string' && startsAsContainer.test(value)) return readText(value, context);
  if (typeof value !== 'object' || value === null) return [problem('not-a-record', context, JSON.stringify(value))];
  if (Array.isArray(value) && value.length === 0) return [problem('no-content', context)];
  const contents = isJsonObject(value) ? openEnvelope(value) : openList(value as readonly Json[], context.expects);
  if (contents === undefined) return [readObject(value as JsonObject, context)];
  if (context.envelopes === maxEnvelopes) return [problem('too-deep', context)];
  return readContents(contents, { ...context, envelopes: context.envelopes + 1 });
}

function* readContents(contents: readonly Content[], context: ReadContext): Generator<ReadItem> {
  for (const content of contents) yield* readContent(content, context);
}

/** A JSON text inside a JSON string: `jq '.Events[].CloudTrailEvent'` prints records so. */
const startsAsContainer = /^\s*[{[]/;

function readObject(object: JsonObject, context: ReadContext): ReadItem {
  const record = readRecord(object);
  if (record !== undefined) return { kind: 'record', record };
  if (context.expects === 'anything') return setAside('foreign', context);
  return problem('not-a-record', context, JSON.stringify(object));
}

function readContent(content: Content, context: ReadContext): Iterable<ReadItem> {
  switch (content.kind) {
    case 'value':
      return readParsed(content.value, { ...context, expects: content.expects });
    case 'text':
      return readText(content.text, { ...context, expects: content.expects });
    case 'gzip':
      return readCompressed(content.base64, context);
    case 'set-aside':
      return [setAside(content.what, context)];
    case 'problem':
      return [problem(content.code, context)];
  }
}

function readText(text: string, context: ReadContext): Iterable<ReadItem> {
  if (isValidationMessage(text)) return [setAside('cloudtrail-validation', context)];
  const value = parseJson(text);
  if (value === undefined) return [problem('not-json', context, text)];
  if (nestsDeeperThan(value, context.limits.maxDepth)) return [problem('too-deep', context, text)];
  return readParsed(value, context);
}

function readCompressed(base64: string, context: ReadContext): Iterable<ReadItem> {
  const { bytes, flaw } = gunzipBytes(Buffer.from(base64, 'base64'), context.limits.maxValueBytes);
  return flaw === undefined ? readText(Buffer.from(bytes).toString('utf8'), context) : [problem(flaw, context)];
}

function setAside(what: SetAside, context: ReadContext): ReadItem {
  return { kind: 'set-aside', what, source: context.place.source };
}

function problem(code: ReadProblemCode, context: ReadContext, text?: string): ReadItem {
  const excerpt = text === undefined ? undefined : excerptOf(text);
  return { kind: 'problem', problem: readProblem(code, context.place, excerpt) };
}
