import type { DetectionRule } from '../ast.ts';
import { checkLogsource } from './check-logsource.ts';
import { checkTopLevelKeys } from './check-top-level-keys.ts';
import type { ParseContext } from './context.ts';
import { entryOf, type Located, type LocatedMap, type Place, placeOfKey, type Report } from './located.ts';
import { nearestName } from './nearest-name.ts';
import { type ParsedCorrelation, parseCorrelation } from './parse-correlation.ts';
import { parseDetection } from './parse-detection.ts';
import { type ParsedFilter, parseFilter } from './parse-filter.ts';
import { type ParsedMeta, parseMeta } from './parse-meta.ts';

/** A document with what it says of itself. `body` is absent when something in the document is wrong, which is reported. */
export interface ParsedDocument {
  readonly kind: DocumentKind;
  readonly meta: ParsedMeta;
  readonly place: Place;
  readonly report: Report;
  readonly body?: DetectionBody | CorrelationBody | FilterBody;
}

/** What a document can be, named by the key that makes it so. */
export type DocumentKind = (typeof kinds)[number];

type DetectionBody = { readonly kind: 'detection' } & Pick<DetectionRule, 'selections' | 'condition'>;
type CorrelationBody = { readonly kind: 'correlation' } & ParsedCorrelation;
type FilterBody = { readonly kind: 'filter' } & ParsedFilter;

const kinds = ['detection', 'correlation', 'filter'] as const;

/** Parse one document of a file; `undefined` when it cannot even be named. */
export function parseDocument(document: Located, path: string, context: ParseContext): ParsedDocument | undefined {
  const { report } = context;
  if (document.kind !== 'map') {
    report(document.place, 'a rule must be a map', 'start with title: and what the rule is meant to detect');
    return undefined;
  }
  let faults = 0;
  const counting: Report = (place, message, hint) => {
    faults += 1;
    report(place, message, hint);
  };
  const kind = findKind(document, counting);
  if (kind === undefined) return undefined;
  checkTopLevelKeys(document, counting);
  const meta = parseMeta(document, path, counting);
  const body = parseBody(kind, document, { ...context, report: counting });
  if (meta === undefined) return undefined;
  const parsed = { kind, meta, place: placeOfKey(document, 'id'), report };
  return faults > 0 || body === undefined ? parsed : { ...parsed, body };
}

function findKind(document: LocatedMap, report: Report): DocumentKind | undefined {
  const [kind, other] = kinds.filter((key) => entryOf(document, key) !== undefined);
  if (kind === undefined) {
    const slip = document.entries.find(({ key }) => nearestName(key, kinds) !== undefined);
    const hint =
      slip === undefined ? 'add detection: with selections and a condition' : `is "${slip.key}" meant to be one?`;
    report(slip?.place ?? document.place, 'the document has neither detection nor correlation nor filter', hint);
    return undefined;
  }
  if (other === undefined) return kind;
  const hint = `put the ${other} into a document of its own, after a line with ---`;
  const place = placeOfKey(document, other);
  report(place, `a rule cannot be both a ${kind} and a ${other}`, hint);
  return undefined;
}

function parseBody(kind: DocumentKind, document: LocatedMap, context: ParseContext): ParsedDocument['body'] {
  const { report } = context;
  const entry = entryOf(document, kind);
  if (kind !== 'correlation' || entryOf(document, 'logsource') !== undefined)
    checkLogsource(document, kind === 'filter' ? 'filter' : 'rule', report);
  if (entry?.value.kind !== 'map') {
    report(placeOfKey(document, kind), `${kind} must be a map`, 'indent its keys under it');
    return undefined;
  }
  if (kind === 'detection') {
    const detection = parseDetection(entry.value, context);
    return detection === undefined ? undefined : { kind, ...detection };
  }
  if (kind === 'filter') {
    const filter = parseFilter(entry.value, context);
    return filter === undefined ? undefined : { kind, ...filter };
  }
  const correlation = parseCorrelation(entry.value, context);
  return correlation === undefined ? undefined : { kind, ...correlation };
}
