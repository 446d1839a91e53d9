import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the modules of a place may import. Places are folders; `shared/pipeline.ts` and its like are places of their own. */
interface Allowance {
  readonly places: readonly string[];
  /** npm packages, by prefix. */
  readonly packages?: readonly string[];
  /** Node's own modules; `any` for programs that people run. */
  readonly node?: readonly string[] | 'any';
  /** Said to whoever trips over it. */
  readonly because: string;
}

const stages = [
  'shared/cloudtrail',
  'shared/enrich',
  'shared/detect',
  'shared/correlate',
  'shared/alert',
  'shared/publish',
];

const importTable: Readonly<Record<string, Allowance>> = {
  'shared/model': { places: [], because: 'the types that stages share know nothing of the stages' },
  'shared/ports': { places: ['shared/model'], because: 'an interface does not know its implementations' },
  'shared/cloudtrail': {
    places: ['shared/model'],
    node: ['node:buffer', 'node:crypto', 'node:zlib'],
    because: 'reading is pure: bytes in, records out; no AWS, no files, no clock',
  },
  'shared/policy': {
    places: ['shared/model'],
    packages: ['ipaddr.js'],
    because: 'whether a policy is public is judged from the policy alone, by whoever asks',
  },
  'shared/harm': {
    places: ['shared/model', 'shared/policy'],
    because: 'what counts as harm is judged from values alone, by those who find it and those who put it right',
  },
  'shared/enrich': {
    places: ['shared/model', 'shared/policy', 'shared/harm'],
    because: 'facts come from one record alone',
  },
  'shared/sigma': {
    places: ['shared/model'],
    packages: ['yaml', 'ipaddr.js', 're2js'],
    because: 'the rule language stands by itself and could be a package of its own',
  },
  'shared/detect': { places: ['shared/model', 'shared/sigma'], because: 'stages meet only in the pipeline' },
  'shared/correlate': {
    places: ['shared/model', 'shared/sigma', 'shared/ports'],
    packages: ['p-map'],
    node: ['node:crypto'],
    because: 'state is behind a port, time is in the records',
  },
  'shared/alert': {
    places: ['shared/model'],
    node: ['node:crypto'],
    because: 'an alert is made of a detection alone, so that it is the same everywhere',
  },
  'shared/publish': {
    places: ['shared/model', 'shared/ports'],
    packages: ['p-map'],
    because: 'it tells what it is given, once, and knows nothing of how it was found',
  },
  'shared/respond': {
    places: ['shared/model', 'shared/ports', 'shared/policy', 'shared/harm'],
    node: ['node:crypto'],
    because: 'playbooks know the world by its ports alone, so that each can be tried over a cloud in memory',
  },
  'shared/doctor': {
    places: ['shared/model', 'shared/ports', 'shared/policy', 'shared/harm'],
    packages: ['p-map'],
    because: 'checks judge what was read, and reading goes through ports, so that each can be tried over facts alone',
  },
  'shared/settings': {
    places: ['shared/model', 'shared/sigma'],
    packages: ['ajv'],
    because: 'settings change a pack when it is made, and no Lambda carries their checker',
  },
  'shared/aws': {
    places: ['shared/model', 'shared/ports'],
    packages: ['@aws-sdk/', '@smithy/', 'p-map'],
    node: ['node:crypto'],
    because: 'the ports to AWS are the only code that knows the SDK, and they know no stage',
  },
  'shared/memory': { places: ['shared/model', 'shared/ports'], because: 'the ports in memory know no stage' },
  'shared/pipeline.ts': {
    places: [...stages, 'shared/model', 'shared/ports', 'shared/sigma'],
    packages: ['p-map'],
    because: 'the stages are composed in one place, which reaches the world through ports',
  },
  'shared/respond-to-alert.ts': {
    places: ['shared/alert', 'shared/model', 'shared/ports', 'shared/respond'],
    because: 'answering is composed in one place, as detecting is, and reaches the world through ports',
  },
  'shared/load-rule-pack.ts': {
    places: ['shared/sigma', 'shared/correlate', 'shared/enrich'],
    because: 'rules are loaded by one call, at build time and in the command line',
  },
  'shared/event-rules.ts': {
    places: ['shared/enrich', 'shared/sigma'],
    because: 'what EventBridge is asked for follows from the rules and from what is derived, at build time',
  },
  functions: {
    places: [
      'shared/pipeline.ts',
      'shared/respond-to-alert.ts',
      'shared/respond',
      'shared/alert',
      'shared/cloudtrail',
      'shared/aws',
      'shared/memory',
      'shared/model',
      'shared/ports',
      'shared/sigma',
    ],
    packages: ['@aws-lambda-powertools/', 'aws-lambda'],
    node: ['node:fs'],
    because: 'a handler reads its input, builds its ports, calls the pipeline and replies',
  },
  cli: {
    places: [
      ...stages,
      'shared/pipeline.ts',
      'shared/event-rules.ts',
      'shared/load-rule-pack.ts',
      'shared/memory',
      'shared/model',
      'shared/aws',
      'shared/doctor',
      'shared/policy',
      'shared/ports',
      'shared/respond',
      'shared/settings',
      'shared/sigma',
    ],
    packages: ['string-width'],
    node: 'any',
    because: 'the command line works on what is on disk; AWS comes in only behind a verb that needs it',
  },
};

const modules = Object.keys(importTable).flatMap((place) =>
  place.endsWith('.ts')
    ? [place]
    : readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(place, name)),
);

const importForms = /^(?:import|export)\s[^;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

const specifiersOf = (module: string): readonly string[] =>
  [...readFileSync(module, 'utf8').matchAll(importForms)].flatMap(
    ([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? [],
  );

const placeOf = (path: string): string | undefined =>
  Object.keys(importTable).find((place) => path === place || path.startsWith(`${place}/`));

/** What is wrong with one import, or nothing. */
function complaint(module: string, specifier: string): string | undefined {
  const place = placeOf(module) ?? module;
  const allowed = importTable[place];
  if (allowed === undefined) return `${module} lies in no place of the import table`;
  const blame = `${module} imports ${specifier}: ${allowed.because}`;
  if (specifier.startsWith('node:')) {
    return allowed.node === 'any' || allowed.node?.includes(specifier) ? undefined : blame;
  }
  if (specifier.startsWith('.')) {
    const path = normalize(join(dirname(module), specifier));
    if (path === 'package.json') return undefined;
    const target = placeOf(path);
    if (target === place) return undefined;
    return place.endsWith('.ts') && target !== undefined && allowed.places.includes(target) ? undefined : blame;
  }
  if (specifier.startsWith('#')) {
    const target = placeOf(specifier.slice(1));
    if (target === place) return `${module} imports ${specifier}: within a place, imports are relative`;
    return target !== undefined && allowed.places.includes(target) ? undefined : blame;
  }
  return allowed.packages?.some((prefix) => specifier.startsWith(prefix)) ? undefined : blame;
}

describe('the import table', () => {
  it('is held by every module', () => {
    const complaints = modules.flatMap((module) =>
      specifiersOf(module).flatMap((specifier) => complaint(module, specifier) ?? []),
    );
    expect(complaints).toEqual([]);
  });

  it('is tried on modules and imports that exist', () => {
    // Guards the test itself: a changed layout or import form must not make it look at nothing.
    expect(modules.length).toBeGreaterThan(100);
    expect(modules.flatMap(specifiersOf).length).toBeGreaterThan(300);
  });

  it('has no module of shared outside its places', () => {
    const known = new Set(modules);
    const all = readdirSync('shared', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('shared', name));
    expect(all.filter((module) => !known.has(module))).toEqual([]);
  });

  it('keeps functions apart', () => {
    const crossings = modules
      .filter((module) => module.startsWith('functions/on-'))
      .flatMap((module) => {
        const own = module.split('/').slice(0, 2).join('/');
        return specifiersOf(module)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => normalize(join(dirname(module), specifier)))
          .filter((path) => path.startsWith('functions/on-') && !path.startsWith(`${own}/`))
          .map((path) => `${module} imports ${path}`);
      });
    expect(crossings).toEqual([]);
  });

  it.each([
    ['a stage that imports another', 'shared/detect/x.ts', '#shared/alert/build-alert.ts'],
    ['the SDK outside shared/aws', 'cli/x.ts', '@aws-sdk/client-s3'],
    ['files in a stage', 'shared/cloudtrail/x.ts', 'node:fs'],
    ['a relative way out of a place', 'shared/enrich/x.ts', '../sigma/compile-rule.ts'],
  ])('refuses %s', (_, module, specifier) => {
    expect(complaint(module, specifier)).toContain(specifier);
  });
});
