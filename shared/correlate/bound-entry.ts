import { createHash } from 'node:crypto';
import type { Evidence, Reason } from '#shared/model/detection.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';

/** The entry with texts and lists of bounded length, so that it can be stored: at most some 250 KB, where DynamoDB takes 400 KB.
 *
 * Records of ordinary size are left as they are. Values that differ still differ, so counting them gives the same; beyond 5,000 values
 * of one record the rest is not counted. */
export function boundEntry({ values, fields, evidence, reasons, ...entry }: CorrelationEntry): CorrelationEntry {
  return {
    ...entry,
    values: boundValues(values),
    ...(fields !== undefined && { fields: boundFields(fields) }),
    evidence: boundEvidence(evidence),
    ...(reasons !== undefined && { reasons: reasons.slice(0, maxReasons).map(boundReason) }),
  };
}

/** A text of at most `maxTextLength` characters; a longer one ends in a hash of the whole, so that different ones stay different. */
export function boundText(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - hashLength - 1)}~${hashOf(text)}`;
}

const maxTextLength = 512;
const hashLength = 32;
const maxValues = 5000;
/** 5,000 hashes take less. */
const maxValuesBytes = 192 * 1024;
const maxFieldValues = 25;
const maxResources = 50;
const maxReasons = 10;

function boundValues(values: readonly string[]): readonly string[] {
  const bounded = values.slice(0, maxValues).map(boundText);
  // As stored: a character takes up to six bytes there.
  return storedBytes(bounded) <= maxValuesBytes
    ? bounded
    : bounded.map((value) => (storedBytes(value) <= hashLength + 2 ? value : hashOf(value)));
}

function storedBytes(value: string | readonly string[]): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function boundFields(fields: NonNullable<CorrelationEntry['fields']>): NonNullable<CorrelationEntry['fields']> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, texts]) => [field, texts.slice(0, maxFieldValues).map(boundText)]),
  );
}

function boundEvidence(evidence: Evidence): Evidence {
  const { actor, resources, ...rest } = evidence;
  return {
    ...boundTexts(rest),
    actor: boundTexts(actor),
    resources: resources.slice(0, maxResources).map(boundText),
  };
}

function boundReason({ value, ...reason }: Reason): Reason {
  const text = JSON.stringify(value);
  return { ...boundTexts(reason), value: text.length <= maxTextLength ? value : boundText(text) };
}

function boundTexts<T extends object>(texts: T): T {
  const entries = Object.entries(texts).map(([key, value]) => [
    key,
    typeof value === 'string' ? boundText(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, hashLength);
}
