import { type Check, judged, ok, problem, type Verdict, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { type RegionFacts, stackOf } from '../doctor-facts.ts';
import { forwards, unforwarded } from '../forwarding.ts';

const forward = (): string =>
  'deploy dist/forwarder.yml, which npm run package makes, to them; docs/organisations.md says how';

const globalServices: Check<readonly RegionFacts[]> = {
  id: 'region-global-services',
  asks: 'Calls to global services come within seconds, from us-east-1',
  why: 'IAM, sign-ins and Organizations report there alone: elsewhere a new administrator is seen minutes later, in the logs',
  fix: forward,
  judge: (regions, { place }) => {
    // In other partitions global services report elsewhere.
    const there = regions.find(({ region }) => region === 'us-east-1');
    if (place.region === 'us-east-1') return ok('the deployment is there');
    if (there === undefined) return undefined;
    return judged(there.forwarders, (rules) =>
      forwards(rules) ? ok('us-east-1 sends its events here') : warning('us-east-1 does not send its events here'),
    );
  },
};

const activeRegions: Check<readonly RegionFacts[]> = {
  id: 'region-activity',
  asks: 'Calls of every region in which something changed this week come within seconds',
  why: 'calls of the others are seen minutes later, in the logs of a trail that covers every region',
  fix: forward,
  judge: (regions) => {
    const unread = regions.flatMap(({ hasChanges, forwarders }) => [hasChanges, forwarders]).filter(({ ok }) => !ok);
    const late = regions.filter(
      ({ hasChanges, forwarders }) => hasChanges.ok && hasChanges.value && forwarders.ok && !forwards(forwarders.value),
    );
    if (late.length > 0) return warning(`they do not from ${late.map(({ region }) => region).join(', ')}`);
    const [first] = unread;
    if (first !== undefined) return judged<unknown>(first, () => undefined);
    return ok(
      `${forwarding(regions).length} of ${regions.length} other regions send their events here, and nothing changed in the rest`,
    );
  },
};

const wholeForwarders: Check<readonly RegionFacts[]> = {
  id: 'region-forwarders',
  asks: 'Each region that sends events here has the rules of the deployment, in the same states',
  why: 'what a rule would send that is missing or off is seen minutes later, in the logs',
  fix: forward,
  judge: (regions, facts) => {
    const stack = stackOf(facts);
    const sending = forwarding(regions);
    if (stack === undefined || sending.length === 0) return undefined;
    const lacking = sending.flatMap(({ region, rules }) => {
      const lacks = unforwarded(rules, stack, facts.place.region);
      return lacks.length === 0 ? [] : `${region}: ${lacks.join(', ')}`;
    });
    if (lacking.length === 0) return ok(`the same rules as here: ${sending.map(({ region }) => region).join(', ')}`);
    return warning(`rules are missing, or in another state: ${lacking.join('; ')}`);
  },
};

/** The regions that send events, each with its rules. */
function forwarding(
  regions: readonly RegionFacts[],
): readonly { readonly region: string; readonly rules: Readonly<Record<string, string>> }[] {
  return regions.flatMap(({ region, forwarders }) =>
    forwarders.ok && forwards(forwarders.value) ? { region, rules: forwarders.value } : [],
  );
}

/** Which regions the fast way sees. */
export const regionChecks: CheckGroup = checkGroup<readonly RegionFacts[]>({
  title: 'Regions',
  subjects: ({ place, regions }) => (regions === undefined ? [] : [{ resource: place.region, value: regions }]),
  presence: {
    id: 'regions',
    asks: "The account's regions can be listed",
    why: 'which regions are seen cannot be told',
    fix: () => 'allow ec2:DescribeRegions to whoever runs this',
    judge: ({ value }): Verdict | undefined => judged(value, () => problem('no regions are told of')),
  },
  checks: [globalServices, activeRegions, wholeForwarders],
});
