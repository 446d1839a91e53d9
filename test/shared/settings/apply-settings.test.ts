import { describe, expect, it } from 'vitest';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import { applySettings } from '#shared/settings/apply-settings.ts';
import { parseSettings } from '#shared/settings/parse-settings.ts';

const detection = (name: string): string => `title: Rule ${name}
name: ${name}
level: high
logsource: { product: aws, service: cloudtrail }
detection: { call: { eventName: ${name} }, condition: call }
`;

const correlation = (name: string, rules: string, generate = false): string => `title: Correlation ${name}
name: ${name}
correlation: { type: event_count, rules: [${rules}], group-by: [awsRegion], timespan: 5m, condition: { gte: 2 }, generate: ${generate} }
`;

const filter = (title: string, rules: string): string => `title: ${title}
logsource: { product: aws, service: cloudtrail }
filter: { rules: ${rules}, s: { awsRegion: eu-central-1 }, condition: not s }
`;

/** A pack of the documents with settings applied to it. */
function configure(settings: string, documents: readonly string[], isWhole = true) {
  const sources = [{ file: 'r.yml', path: 'r.yml', text: documents.join('---\n') }];
  const { pack, problems } = loadRulePack(sources);
  expect(problems).toEqual([]);
  const parsed = parseSettings('trailguard.yml', settings);
  expect(parsed.problems).toEqual([]);
  return applySettings(pack, parsed.settings, { sources, isWhole });
}

const running = ({ pack }: ReturnType<typeof configure>): readonly (string | undefined)[] =>
  [...pack.rules, ...pack.correlations].map(({ meta }) => meta.name);

const problemsOf = ({ problems }: ReturnType<typeof configure>): readonly string[] =>
  problems.map(({ file, line, column, message, hint }) => `${file}:${line}:${column} ${message} | ${hint}`);

const override = (mode: string, ...rules: readonly string[]): string =>
  `overrides: [{ rules: [${rules.map((rule) => `"${rule}"`).join(', ')}], mode: ${mode} }]`;

describe('settings change a pack:', () => {
  const ab = [detection('a'), detection('b')];

  it('off takes a rule out of what runs, and leaves it in the whole', () => {
    const configured = configure(override('off', 'a'), ab);
    expect(running(configured)).toEqual(['b']);
    expect(configured.whole.rules.map(({ meta }) => meta.name)).toEqual(['a', 'b']);
    expect(configured.states).toEqual(new Map([['a', { mode: 'off' }]]));
    expect(configured.problems).toEqual([]);
  });

  it('observe is said in the rule, and alert takes it back', () => {
    const settings = 'overrides: [{ rules: ["*"], mode: observe, reason: new }, { rules: [b], mode: alert }]';
    const { pack, states } = configure(settings, ab);
    expect(pack.rules.map(({ meta }) => meta.mode)).toEqual(['observe', undefined]);
    expect([...states.values()]).toEqual([{ mode: 'observe', reason: 'new' }, { mode: 'alert' }]);
  });

  it('level takes the place of the rule’s own', () => {
    const { pack } = configure('overrides: [{ rules: [a], level: low }]', ab);
    expect(pack.rules.map(({ meta }) => meta.level)).toEqual(['low', 'high']);
  });

  it('the window is the pack’s', () => {
    expect(configure('dedup: { window: 2h }', ab).pack.dedupWindowMs).toBe(7_200_000);
  });

  it('nothing changes nothing', () => {
    const sources = [{ file: 'r.yml', path: 'r.yml', text: ab.join('---\n') }];
    expect(configure('', ab).pack).toEqual(loadRulePack(sources).pack);
  });

  it('a pattern that calls no rule is a problem in its place', () => {
    expect(problemsOf(configure(override('off', 'a', 'cc'), [detection('a'), detection('bb')]))).toEqual([
      'trailguard.yml:1:28 there is no rule "cc" | trailguard rules list shows what there is',
    ]);
  });

  it('that is not said where rules are missing anyhow', () => {
    expect(problemsOf(configure(override('off', 'cc'), ab, false))).toEqual([]);
  });
});

describe('a rule that is off', () => {
  it('cannot be one that a correlation refers to', () => {
    expect(problemsOf(configure(override('off', 'a'), [detection('a'), correlation('c', 'a')]))).toEqual([
      'trailguard.yml:1:23 "a" turns off a, which the correlation c refers to | turn c off too, or use mode: observe',
    ]);
  });

  it('can be when the correlation is off too', () => {
    const configured = configure(override('off', 'a', 'c'), [detection('a'), detection('b'), correlation('c', 'a')]);
    expect([problemsOf(configured), running(configured)]).toEqual([[], ['b']]);
  });

  it.each([
    ['by name', '[b, a]'],
    ['by title', '["Rule a"]'],
  ])('cannot be one that a filter names %s', (_, rules) => {
    expect(problemsOf(configure(override('off', 'a'), [detection('a'), detection('b'), filter('F', rules)]))).toEqual([
      'trailguard.yml:1:23 "a" turns off a, which the filter "F" in r.yml refers to | take the rule out of the filter\'s rules',
    ]);
  });

  it('can be one that a filter for any rule would meet', () => {
    expect(problemsOf(configure(override('off', 'a'), [detection('a'), detection('b'), filter('F', 'any')]))).toEqual(
      [],
    );
  });

  it('may be observed all the same', () => {
    const configured = configure(override('observe', 'a'), [detection('a'), correlation('c', 'a')]);
    expect([problemsOf(configured), running(configured)]).toEqual([[], ['a', 'c']]);
  });
});

describe('a correlation that is off', () => {
  const chain = [detection('a'), correlation('inner', 'a'), correlation('outer', 'inner')];

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['takes along the rule that only it spoke for', override('off', 'c'), [detection('a'), correlation('c', 'a')], []],
    [
      'leaves one that another correlation needs',
      override('off', 'c'),
      [detection('a'), correlation('c', 'a'), correlation('d', 'a')],
      ['a', 'd'],
    ],
    ['leaves one that speaks for itself', override('off', 'c'), [detection('a'), correlation('c', 'a', true)], ['a']],
    ['takes along what its inner correlation was for', override('off', 'outer'), chain, []],
    [
      'leaves an inner one that is called by name, with what it needs',
      'overrides: [{ rules: [outer], mode: off }, { rules: [inner], mode: observe }]',
      chain,
      ['a', 'inner'],
    ],
    [
      'leaves a rule that is called by name to speak',
      'overrides: [{ rules: [c], mode: off }, { rules: [a], mode: alert }]',
      [detection('a'), correlation('c', 'a')],
      ['a'],
    ],
    [
      'takes along one that is only among all',
      'overrides: [{ rules: ["*"], mode: observe }, { rules: [c], mode: off }]',
      [detection('a'), correlation('c', 'a')],
      [],
    ],
  ])('%s', (_, settings, documents, expected) => {
    const configured = configure(settings, documents);
    expect([problemsOf(configured), running(configured)]).toEqual([[], expected]);
  });

  it('gives what it takes along a reason', () => {
    const { states } = configure(override('off', 'c'), [detection('a'), correlation('c', 'a')]);
    expect(states.get('a')).toEqual({ mode: 'off', reason: 'every correlation that it is for is off' });
  });
});
