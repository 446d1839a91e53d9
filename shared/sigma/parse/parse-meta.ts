import { type Level, levels, type RuleMeta, type TrailguardRuleOptions } from '#shared/model/rule.ts';
import { type LocatedMap, placeOfKey, placeOfValue, type Report } from './located.ts';
import { suggestName } from './nearest-name.ts';
import { givenEntry, readChoice, readText, readTexts } from './read-value.ts';

/** What a rule says of itself; `level` is absent where the rule leaves it out. */
export type ParsedMeta = Omit<RuleMeta, 'level'> & { readonly level?: Level };

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const tag = /^[a-z0-9_-]+\.[a-z0-9._-]+$/;
const maxTitleLength = 256;

/** Read what a rule or correlation says of itself; `undefined` without a title, which is reported.
 * @see Sigma rules specification, "Components" */
export function parseMeta(document: LocatedMap, path: string, report: Report): ParsedMeta | undefined {
  const title = parseTitle(document, report);
  const id = parseId(document, report);
  const name = readText(document, 'name', report);
  const level = readChoice(document, 'level', levels, report);
  const status = readChoice(document, 'status', statuses, report);
  const description = readText(document, 'description', report);
  const author = readTexts(document, 'author', report).join(', ');
  const taxonomy = readText(document, 'taxonomy', report) ?? 'sigma';
  if (taxonomy !== 'sigma') {
    const place = placeOfKey(document, 'taxonomy');
    report(
      place,
      `the taxonomy "${taxonomy}" is not supported`,
      "name fields as CloudTrail's records do, and leave taxonomy out",
    );
  }
  const meta = {
    tags: parseTags(document, report),
    references: readTexts(document, 'references', report),
    falsepositives: readTexts(document, 'falsepositives', report),
    trailguard: parseTrailguard(document, level, report),
    path,
    ...(name !== undefined && { name }),
    ...(level !== undefined && { level }),
    ...(status !== undefined && { status }),
    ...(description !== undefined && { description }),
    ...(author !== '' && { author }),
  };
  return title === undefined ? undefined : { id: id ?? name ?? title, title, ...meta };
}

function parseTitle(document: LocatedMap, report: Report): string | undefined {
  const title = readText(document, 'title', report)?.trim();
  if (title === undefined || title === '') {
    const place = placeOfKey(document, 'title');
    report(place, 'the rule has no title', 'add title: with what the rule is meant to detect');
    return undefined;
  }
  if (title.length > maxTitleLength) {
    const place = placeOfKey(document, 'title');
    report(
      place,
      `the title is longer than ${maxTitleLength} characters`,
      'shorten it and move the rest to description',
    );
  }
  return title;
}

function parseId(document: LocatedMap, report: Report): string | undefined {
  const id = readText(document, 'id', report);
  if (id === undefined || uuid.test(id)) return id;
  const place = placeOfValue(document, 'id');
  report(place, `the id "${id}" is not a UUID`, 'make one with uuidgen; a readable name goes under name');
  return undefined;
}

function parseTags(document: LocatedMap, report: Report): readonly string[] {
  const tags = readTexts(document, 'tags', report);
  for (const text of tags) {
    if (tag.test(text)) continue;
    const place = placeOfKey(document, 'tags');
    report(
      place,
      `the tag "${text}" is not of the form namespace.name`,
      'use lower-case letters, digits, _ and -, as in attack.t1098',
    );
  }
  return tags;
}

const trailguardKeys: readonly string[] = ['playbook', 'runbook', 'dedup', 'fastWay'];

function parseTrailguard(document: LocatedMap, level: Level | undefined, report: Report): TrailguardRuleOptions {
  const entry = givenEntry(document, 'trailguard');
  if (entry === undefined) return {};
  const { value } = entry;
  if (value.kind !== 'map') {
    report(value.place, 'trailguard must be a map', `use the keys ${trailguardKeys.join(', ')}`);
    return {};
  }
  for (const { key, place } of value.entries) {
    if (!trailguardKeys.includes(key))
      report(place, `trailguard has no key "${key}"`, suggestName(key, trailguardKeys));
  }
  const playbook = readText(value, 'playbook', report);
  const runbook = readTexts(value, 'runbook', report);
  const dedup = readTexts(value, 'dedup', report);
  const fastWay = readChoice(value, 'fastWay', ['true', 'false'], report);
  if (fastWay === 'false' && level !== 'informational') {
    report(
      placeOfKey(value, 'fastWay'),
      'fastWay: false is for rules of level informational: this one would alert late',
      'leave fastWay out, or have a correlation alert',
    );
  }
  return {
    ...(playbook !== undefined && { playbook }),
    ...(runbook.length > 0 && { runbook }),
    ...(dedup.length > 0 && { dedup }),
    ...(fastWay === 'false' && { fastWay: false }),
  };
}
