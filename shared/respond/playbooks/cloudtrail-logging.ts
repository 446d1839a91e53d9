import { coversManagement } from '#shared/harm/covers-management.ts';
import { readTrailSelectors } from '#shared/harm/read-trail-selectors.ts';
import type { Target } from '#shared/model/target.ts';
import type { BasicSelector, TrailSelectors } from '#shared/model/trail-selectors.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Playbook } from '../playbook.ts';
import { expectSubject } from './expect-subject.ts';
import { inAnyOrder } from './in-any-order.ts';

/** What of a trail is in question: what the call changed. */
type TrailState = { readonly isLogging?: boolean; readonly selectors?: TrailSelectors };

/** Starts a stopped trail again, and has it log every management event again. */
export const cloudtrailLogging: Playbook<TrailState, TrailSelectors> = {
  id: 'cloudtrail-logging',
  harm: 'trail that was stopped, or no longer logs every management event',
  permissions: {
    read: [
      'cloudtrail:GetTrailStatus',
      'cloudtrail:GetEventSelectors',
      'cloudtrail:LookupEvents',
      'cloudtrail:ListTags',
    ],
    apply: ['cloudtrail:StartLogging', 'cloudtrail:PutEventSelectors'],
    undo: ['cloudtrail:StopLogging', 'cloudtrail:PutEventSelectors'],
  },
  subjects: ['trail'],
  async read({ subject, accountId }, { trails }) {
    const { trailArn, changed } = expectSubject(subject, 'trail');
    // Nothing is asked about a trail that cannot be changed from here: what AWS would answer depends on who asks.
    if (ownerOf(trailArn) !== accountId) return {};
    const isLogging = changed === 'selectors' ? undefined : await trails.isLogging(trailArn);
    const selectors = changed === 'logging' ? undefined : await trails.getSelectors(trailArn);
    if (isLogging === undefined && selectors === undefined) return undefined;
    return { ...(isLogging !== undefined && { isLogging }), ...(selectors !== undefined && { selectors }) };
  },
  /** What the selectors were before, where they are weak now. */
  async readContext({ selectors }, target, { history }) {
    if (selectors === undefined || coversManagement(selectors)) return undefined;
    const request = await history.previousSelectors(target);
    return request === undefined ? undefined : readTrailSelectors(request);
  },
  repair({ isLogging, selectors }, target, { context: previous }) {
    const foreign = describeForeign(target);
    if (foreign !== undefined) return { kind: 'refused', why: foreign };
    const isStopped = isLogging === false;
    const whole = selectors === undefined || coversManagement(selectors) ? undefined : makeWhole(selectors, previous);
    if (!isStopped && whole === undefined) return { kind: 'harmless', why: describeHarmless(isLogging, selectors) };
    return {
      kind: 'change',
      state: {
        ...(isLogging !== undefined && { isLogging: true }),
        ...(selectors !== undefined && { selectors: whole?.selectors ?? selectors }),
      },
      steps: [...(isStopped ? ['start logging'] : []), ...(whole === undefined ? [] : [whole.step])],
      ...(whole?.needsApproval !== undefined && { needsApproval: whole.needsApproval }),
    };
  },
  async write({ subject }, { from, to }, { trails }) {
    const { trailArn } = expectSubject(subject, 'trail');
    // A trail is started before anything else, and stopped after it: whatever breaks off, the more is logged.
    if (to.isLogging === true && from.isLogging !== true) await trails.startLogging(trailArn);
    if (to.selectors !== undefined && !isSame(from.selectors, to.selectors)) {
      await trails.putSelectors(trailArn, to.selectors);
    }
    if (to.isLogging === false && from.isLogging !== false) await trails.stopLogging(trailArn);
  },
  essence: inAnyOrder,
  describe: ({ isLogging, selectors }) =>
    [
      ...(isLogging === undefined ? [] : [isLogging ? 'logging' : 'stopped']),
      ...(selectors === undefined ? [] : [`${coversManagement(selectors) ? 'every' : 'not every'} management event`]),
    ].join(', '),
  readTags({ subject }, { trails }) {
    return trails.getTags(expectSubject(subject, 'trail').trailArn);
  },
};

function ownerOf(trailArn: string): string | undefined {
  return trailArn.split(':')[4];
}

/** An organisation's trail shows in its members' accounts, under the ARN that it has in the management account, which alone may
 * change it (CloudTrail user guide, "Creating a trail for an organization"). */
function describeForeign({ accountId, subject }: Target): string | undefined {
  const owner = ownerOf(expectSubject(subject, 'trail').trailArn) ?? '';
  if (owner === accountId) return undefined;
  if (!/^\d{12}$/.test(owner)) return 'the record does not say which account the trail belongs to';
  return `the trail belongs to account ${owner}, as an organisation's does: it cannot be changed from account ${accountId}`;
}

function describeHarmless(isLogging: boolean | undefined, selectors: TrailSelectors | undefined): string {
  const facts = [
    ...(isLogging === undefined ? [] : ['is logging']),
    ...(selectors === undefined ? [] : ['selects every management event']),
  ];
  return `the trail ${facts.join(' and ')}; its other settings are not for this playbook`;
}

interface Whole {
  readonly selectors: TrailSelectors;
  readonly step: string;
  readonly needsApproval?: string;
}

/** Selectors that log every management event: those of before, or else the ones of now with what they lack. */
function makeWhole(selectors: TrailSelectors, previous: TrailSelectors | undefined): Whole {
  if (previous !== undefined && coversManagement(previous)) {
    return { selectors: previous, step: 'put back the event selectors that the trail had before' };
  }
  return {
    selectors: withManagement(selectors),
    step: 'have the trail log every management event, read and write; selectors of other events stay',
    needsApproval:
      previous === undefined
        ? 'what the event selectors were before is not known: the last 90 days of CloudTrail tell of no earlier change'
        : 'the event selectors before did not log every management event either',
  };
}

function withManagement(trail: TrailSelectors): TrailSelectors {
  if (trail.kind === 'advanced') {
    const others = trail.selectors.filter(
      ({ fieldSelectors }) =>
        !fieldSelectors.some(({ field, equals }) => field === 'eventCategory' && equals?.includes('Management')),
    );
    const management = { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] };
    return { kind: 'advanced', selectors: [management, ...others] };
  }
  const management: BasicSelector = {
    readWriteType: 'All',
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
  };
  const others = trail.selectors
    .filter(({ dataResources }) => dataResources.length > 0)
    .map((selector) => ({ ...selector, includeManagementEvents: false, excludeManagementEventSources: [] }));
  return { kind: 'basic', selectors: [management, ...others] };
}

function isSame(one: TrailSelectors | undefined, other: TrailSelectors): boolean {
  return one !== undefined && canonicalJson(inAnyOrder(one)) === canonicalJson(inAnyOrder(other));
}
