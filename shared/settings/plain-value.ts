import type { Json } from '#shared/model/json.ts';
import type { Located } from '#shared/sigma/parse/located.ts';

/** A located value as plain JSON, as a schema is checked against. */
export function plainValue(value: Located): Json {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plainValue);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, plainValue(entry.value)]));
  }
}
