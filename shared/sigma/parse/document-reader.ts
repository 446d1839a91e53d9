import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml';
import type { Located, LocatedEntry, LocatedMap, LocatedScalar, Place, Report } from './located.ts';

/** Follows the nodes of one YAML document; what an alias stands for is placed where its anchor stands. */
export class DocumentReader {
  readonly #lines: LineCounter;
  readonly #report: Report;
  readonly #anchors = new Map<string, Node>();
  #nodes = 0;
  #refused = false;

  constructor(lines: LineCounter, report: Report) {
    this.#lines = lines;
    this.#report = report;
  }

  /** `undefined` when something in it was refused. */
  read(contents: Node | null): Located | undefined {
    const located = this.#locate(contents, { depth: 0, inAlias: false });
    return this.#refused ? undefined : located;
  }

  #locate(node: Node | null, at: Position): Located {
    const place = this.#placeOf(node);
    this.#nodes += 1;
    if (this.#nodes > maxNodes || at.depth > maxDepth) {
      this.#refuse(
        place,
        'the document is too large or nested too deep once its aliases are followed',
        'write it flat',
      );
      return emptyAt(place);
    }
    if (isAlias(node)) return this.#followAlias(node.source, place, at);
    if (node?.anchor !== undefined && !at.inAlias) this.#anchors.set(node.anchor, node);
    const inner = { ...at, depth: at.depth + 1 };
    if (isScalar(node)) return this.#locateScalar(node, place);
    if (isSeq(node)) {
      return { kind: 'list', place, items: node.items.map((item) => this.#locate(item as Node | null, inner)) };
    }
    return isMap(node) ? this.#locateMap(node.items, place, inner) : emptyAt(place);
  }

  #followAlias(name: string, place: Place, { depth }: Position): Located {
    const target = this.#anchors.get(name);
    if (target !== undefined) return this.#locate(target, { depth: depth + 1, inAlias: true });
    this.#refuse(
      place,
      `there is no anchor "${name}" before this alias`,
      'put quotes around a text that starts with *',
    );
    return emptyAt(place);
  }

  #locateMap(pairs: readonly { key: unknown; value: unknown }[], place: Place, at: Position): LocatedMap {
    const entries = pairs.map((pair): LocatedEntry => {
      const key = this.#locate(pair.key as Node | null, at);
      if (key.kind !== 'scalar' || key.written === '') {
        this.#refuse(key.place, 'a key must be a plain text', 'write the key before the colon, in quotes if need be');
      } else if (key.written === '<<') {
        this.#refuse(key.place, 'merge keys are not part of YAML 1.2', 'write the keys out');
      }
      const value = pair.value === null ? emptyAt(key.place) : this.#locate(pair.value as Node, at);
      return { key: key.kind === 'scalar' ? key.written : '', place: key.place, value };
    });
    return { kind: 'map', place, entries };
  }

  #locateScalar(scalar: Scalar, place: Place): LocatedScalar {
    const { value } = scalar;
    const written = scalar.source ?? String(value ?? '');
    const isPlain = scalar.type === 'PLAIN';
    if (typeof value === 'string') return { kind: 'scalar', place, value, written: value, isPlain };
    if (typeof value === 'number' || typeof value === 'boolean')
      return { kind: 'scalar', place, value, written, isPlain };
    return { kind: 'scalar', place, value: null, written, isPlain };
  }

  #placeOf(node: Node | null): Place {
    return placeAt(this.#lines, node?.range?.[0] ?? 0);
  }

  /** Report the first refusal only: those that follow come from it. */
  #refuse(place: Place, message: string, hint: string): void {
    if (!this.#refused) this.#report(place, message, hint);
    this.#refused = true;
  }
}

/** How deep a node stands, and whether it was reached through an alias. */
interface Position {
  readonly depth: number;
  readonly inAlias: boolean;
}

const maxNodes = 20_000;
const maxDepth = 100;

function emptyAt(place: Place): LocatedScalar {
  return { kind: 'scalar', place, value: null, written: '', isPlain: true };
}

/** The place of an offset in the text. */
export function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  // An empty text has no first line for the counter.
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
