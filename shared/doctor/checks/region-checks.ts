import type { Reading } from '#shared/ports/doctor/reading.ts';
import { type Check, judged, ok, problem, type Verdict, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import type { RegionFacts } from '../doctor-facts.ts';

const forwarding = (): string =>
  'deploy dist/forwarder.yml, which npm run package makes, to them; docs/organisations.md says how';

const globalServices: Check<readonly RegionFacts[]> = {
  id: 'region-global-services',
  asks: 'Calls to global services come within seconds, from us-east-1',
  why: 'IAM, sign-ins and Organizations report there alone: elsewhere a new administrator is seen minutes later, in the logs',
  fix: forwarding,
  judge: (regions, { place }) => {
    // In other partitions global services report elsewhere.
    const there = regions.find(({ region }) => region === 'us-east-1');
    if (place.region === 'us-east-1') return ok('the deployment is there');
    if (there === undefined) return undefined;
    return judged(there.forwardsHome, (does) =>
      does ? ok('us-east-1 sends its events here') : warning('us-east-1 does not send its events here'),
    );
  },
};

const activeRegions: Check<readonly RegionFacts[]> = {
  id: 'region-activity',
  asks: 'Calls of every region in which something changed this week come within seconds',
  why: 'calls of the others are seen minutes later, in the logs of a trail that covers every region',
  fix: forwarding,
  judge: (regions) => {
    const unread = regions
      .flatMap(({ hasChanges, forwardsHome }) => [hasChanges, forwardsHome])
      .filter(({ ok }) => !ok);
    const late = regions.filter((one) => isSo(one.hasChanges) && one.forwardsHome.ok && !one.forwardsHome.value);
    if (late.length > 0) return warning(`they do not from ${late.map(({ region }) => region).join(', ')}`);
    const [first] = unread;
    if (first !== undefined) return judged<boolean>(first, () => undefined);
    return ok(describeForwarding(regions));
  },
};

function isSo(reading: Reading<boolean>): boolean {
  return reading.ok && reading.value;
}

function describeForwarding(regions: readonly RegionFacts[]): string {
  const forwarding = regions.filter(({ forwardsHome }) => isSo(forwardsHome)).length;
  return `${forwarding} of ${regions.length} other regions send their events here, and nothing changed in the rest`;
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
  checks: [globalServices, activeRegions],
});
