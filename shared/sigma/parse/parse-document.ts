import type { DetectionRule } from '../ast.ts';
import { checkLogsource } from './check-logsource.ts';
import { checkTopLevelKeys } from './check-top-level-keys.ts';
import type { ParseContext } from './context.ts';
import { entryOf, type Located, type LocatedMap, type Place, type Report } from './located.ts';
import { nearestName } from './nearest-name.ts';
import { type ParsedCorrelation, parseCorrelation } from './parse-correlation.ts';
import { parseDetection } from './parse-detection.ts';
import { type ParsedMeta, parseMeta } from './parse-meta.ts';

/** A document with what it says of itself. `body` is absent when something in the document is wrong, which is reported. */
export interface ParsedDocument {
  readonly meta: ParsedMeta;
  readonly place: Place;
  readonly report: Report;
  readonly body?: DetectionBody | CorrelationBody;
}

type DetectionBody = { readonly kind: 'detection' } & Pick<DetectionRule, 'selections' | 'condition'>;
type CorrelationBody = { readonly kind: 'correlation' } & ParsedCorrelation;

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
  const parsed = { meta, place: entryOf(document, 'id')?.place ?? document.place, report };
  return faults > 0 || body === undefined ? parsed : { ...parsed, body };
}

type Kind = 'detection' | 'correlation';

function findKind(document: LocatedMap, report: Report): Kind | undefined {
  const action = entryOf(document, 'action');
  if (action !== undefined) {
    report(
      action.place,
      'rule collections with action are no longer part of Sigma',
      'write each rule out in a document of its own',
    );
    return undefined;
  }
  const filter = entryOf(document, 'filter');
  if (filter !== undefined) {
    report(
      filter.place,
      'filters are not supported yet',
      'put the exclusion into the rule: condition: selection and not filter',
    );
    return undefined;
  }
  const detection = entryOf(document, 'detection');
  const correlation = entryOf(document, 'correlation');
  if (detection !== undefined && correlation !== undefined) {
    const hint = 'put the correlation into a document of its own, after a line with ---';
    report(correlation.place, 'a rule cannot be both a detection and a correlation', hint);
    return undefined;
  }
  if (detection === undefined && correlation === undefined) {
    const slip = document.entries.find(({ key }) => nearestName(key, ['detection', 'correlation']) !== undefined);
    const hint =
      slip === undefined ? 'add detection: with selections and a condition' : `is "${slip.key}" meant to be one?`;
    report(slip?.place ?? document.place, 'the document has neither detection nor correlation', hint);
    return undefined;
  }
  return correlation === undefined ? 'detection' : 'correlation';
}

function parseBody(kind: Kind, document: LocatedMap, context: ParseContext): ParsedDocument['body'] {
  const { report } = context;
  const entry = entryOf(document, kind);
  if (kind === 'detection' || entryOf(document, 'logsource') !== undefined) checkLogsource(document, report);
  if (entry?.value.kind !== 'map') {
    report(entry?.place ?? document.place, `${kind} must be a map`, 'indent its keys under it');
    return undefined;
  }
  if (kind === 'detection') {
    const detection = parseDetection(entry.value, context);
    return detection === undefined ? undefined : { kind, ...detection };
  }
  const correlation = parseCorrelation(entry.value, context);
  return correlation === undefined ? undefined : { kind, ...correlation };
}
