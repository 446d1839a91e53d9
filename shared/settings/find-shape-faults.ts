import { Ajv, type ErrorObject } from 'ajv';
import type { Located, Place } from '#shared/sigma/parse/located.ts';
import { describeFault } from './describe-fault.ts';
import { plainValue } from './plain-value.ts';
import schema from './settings.schema.json' with { type: 'json' };
import { entryAt, pathOfPointer, type ValuePath, valueAt } from './value-at.ts';

/** One thing that the schema refuses. */
export interface ShapeFault {
  /** To the value that is refused; of an unknown key, to that key. */
  readonly path: ValuePath;
  readonly place: Place;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Everything in which a document departs from `settings.schema.json`, in the order of the document. */
export function findShapeFaults(root: Located): readonly ShapeFault[] {
  if (hasShape(plainValue(root))) return [];
  const errors = (hasShape.errors ?? []).filter(isCause);
  return errors.map((error) => faultOf(error, root)).sort((a, b) => before(a.place, b.place));
}

// `verbose` gives each error the part of the schema that refused, from which hints are made.
const hasShape = new Ajv({ allErrors: true, verbose: true }).compile(schema);

/** An error that does not only follow from another: what an alternative lacks is told by the alternatives' own error, and a
 * key that is missing was perhaps given under the name that is unknown. */
function isCause(error: ErrorObject, _: number, all: readonly ErrorObject[]): boolean {
  if (error.schemaPath.includes('/anyOf/')) return false;
  if (error.keyword !== 'anyOf' && error.keyword !== 'required') return true;
  return !all.some(
    ({ keyword, instancePath }) => keyword === 'additionalProperties' && instancePath === error.instancePath,
  );
}

function faultOf(error: ErrorObject, root: Located): ShapeFault {
  const holder = pathOfPointer(error.instancePath);
  if (error.keyword === 'additionalProperties') {
    const path = [...holder, String(error.params['additionalProperty'])];
    return { path, place: entryAt(root, path)?.place ?? root.place, ...describeFault(error, path, undefined) };
  }
  const value = valueAt(root, holder);
  return { path: holder, place: value?.place ?? root.place, ...describeFault(error, holder, value) };
}

function before(a: Place, b: Place): number {
  return a.line - b.line || a.column - b.column;
}
