import type { JsonObject } from '#shared/model/json.ts';
import { type Alternative, entangled, type Filter } from '#shared/sigma/pattern/alternative.ts';
import { matchesPattern } from '../shared/sigma/pattern/match-pattern.ts';
import { askOracle } from './ask-oracle.ts';
import { type Random, randomOf } from './generate-records.ts';

/** How many of a thousand patterns made of random branches lose events in AWS's matcher. */
export interface BranchesLost {
  /** Where no two branches are entangled, as in our patterns: must be 0. */
  readonly untangled: number;
  /** Where some are. When this is 0 too, the fault of the matcher is mended, and calls need not be united any more. */
  readonly entangled: number;
}

/** Make patterns of two to five random branches, and compare AWS's matcher with what the branches say. */
export function loseByEntanglement(seed: number): BranchesLost {
  const random = randomOf(seed);
  const found: { readonly pattern: JsonObject; readonly isEntangled: boolean }[] = [];
  for (const wanted of [true, false]) {
    let count = 0;
    while (count < 1000) {
      const branches = Array.from({ length: 2 + Math.floor(random() * 4) }, () => randomBranch(random));
      const isEntangled = branches.some((one, at) => branches.slice(at + 1).some((other) => entangled(one, other)));
      if (isEntangled !== wanted) continue;
      found.push({ pattern: { detail: { $or: branches } } as JsonObject, isEntangled });
      count += 1;
    }
  }
  const events = details.map((detail) => ({ detail }));
  const { passed } = askOracle(new Map(found.map(({ pattern }, at) => [String(at), pattern])), events);
  const lost = found.filter(({ pattern }, name) =>
    events.some((event, at) => matchesPattern(pattern, event) && !passed[at]?.has(String(name))),
  );
  const ofEntangled = lost.filter(({ isEntangled }) => isEntangled).length;
  return { untangled: lost.length - ofEntangled, entangled: ofEntangled };
}

const names = ['CreateUser', 'DeleteUser', 'PutBucketPolicy'];
const services = ['iam.amazonaws.com', 's3.amazonaws.com'];
const codes = ['AccessDenied', 'NoSuchEntity', undefined];

const details = names.flatMap((eventName) =>
  services.flatMap((eventSource) =>
    codes.map((errorCode) => ({ eventName, eventSource, ...(errorCode !== undefined && { errorCode }) })),
  ),
);

function randomBranch(random: Random): Alternative {
  const some = (texts: readonly string[]): Filter =>
    texts.filter((_, at) => at === 0 || random() < 0.5).map((text) => ({ 'equals-ignore-case': text }));
  const turned = (texts: readonly string[]): readonly string[] => (random() < 0.5 ? texts : texts.toReversed());
  return {
    eventName: some(turned(names)),
    ...(random() < 0.7 && { eventSource: some(turned(services)) }),
    ...(random() < 0.3 && { errorCode: [{ exists: random() < 0.5 }] }),
  };
}
