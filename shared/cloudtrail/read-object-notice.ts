import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { Content } from './envelopes/content.ts';
import { openEnvelope } from './envelopes/open-envelope.ts';
import { openList } from './envelopes/record-list.ts';
import { excerptOf } from './excerpt.ts';
import { nestsDeeperThan } from './json-depth.ts';
import { type Notice, readNoticeForm } from './notice-forms.ts';
import type { ObjectNotice } from './object-notice.ts';
import { parseJson } from './parse-json.ts';
import { defaultReadLimits } from './read-limits.ts';
import { readProblem } from './read-problem.ts';
import { isValidationMessage } from './validation-message.ts';

/** The objects that a notification says were created, in its order: from S3, from S3 through EventBridge, or from
 * CloudTrail, each direct or inside SQS or SNS messages or both.
 *
 * Whatever else it holds is named: set aside when known to name no new object, else a problem.
 * @param message the notification, parsed or as text */
export function readObjectNotice(message: Json): ObjectNotice {
  const notices = [...readMessage(message, 0)];
  return {
    objects: notices.flatMap((notice) => (notice.kind === 'objects' ? notice.objects : [])),
    setAside: notices.flatMap((notice) => (notice.kind === 'set-aside' ? [notice.what] : [])),
    problems: notices.flatMap((notice) =>
      notice.kind === 'problem'
        ? [readProblem(notice.code, { source: 'notification' }, excerptOfMessage(message))]
        : [],
    ),
  };
}

function excerptOfMessage(message: Json): string {
  if (typeof message === 'string') return excerptOf(message);
  return nestsDeeperThan(message, defaultReadLimits.maxDepth) ? '' : excerptOf(JSON.stringify(message));
}

/** Genuine notifications have at most four envelopes: a list of SQS messages, SQS, SNS, and S3's own list. */
const maxEnvelopes = 10;

function* readMessage(message: Json, envelopes: number): Generator<Notice> {
  if (envelopes > maxEnvelopes) return yield { kind: 'problem', code: 'too-deep' };
  if (typeof message === 'string') return yield* readText(message, envelopes);
  const notice = isJsonObject(message) ? readNoticeForm(message) : undefined;
  if (notice !== undefined) return yield notice;
  const contents = contentsOf(message);
  if (contents === undefined) return yield { kind: 'problem', code: 'bad-notice' };
  for (const content of contents) yield* readContent(content, envelopes + 1);
}

function contentsOf(message: Json): readonly Content[] | undefined {
  if (isJsonObject(message)) return openEnvelope(message);
  return Array.isArray(message) ? openList(message, 'anything') : undefined;
}

function* readText(text: string, envelopes: number): Generator<Notice> {
  if (isValidationMessage(text)) return yield { kind: 'set-aside', what: 'cloudtrail-validation' };
  const value = parseJson(text);
  if (value === undefined) return yield { kind: 'problem', code: 'not-json' };
  yield* readMessage(value, envelopes + 1);
}

function readContent(content: Content, envelopes: number): Iterable<Notice> {
  switch (content.kind) {
    case 'value':
      return readMessage(content.value, envelopes);
    case 'text':
      return readText(content.text, envelopes);
    case 'gzip':
      return [{ kind: 'problem', code: 'bad-notice' }];
    case 'set-aside':
    case 'problem':
      return [content];
  }
}
