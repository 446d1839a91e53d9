import type { KeyFacts, TableFacts } from '#shared/ports/doctor/stack-facts.ts';
import { type Check, judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackOf } from '../doctor-facts.ts';
import { stackPresence, stackSubjects } from './stack-subjects.ts';

const tableState: Check<TableFacts> = {
  id: 'table-state',
  asks: 'Each table is active',
  why: 'functions fail, and what they were given ends in dead-letter queues',
  fix: ({ resource, region }) => `aws dynamodb describe-table --table-name ${resource} --region ${region}`,
  judge: ({ status }) => {
    if (status === 'ACTIVE') return ok('it is active');
    return status === 'UPDATING' ? warning('it is being updated') : problem(`it is ${status}`);
  },
};

const tableExpiry: Check<TableFacts> = {
  id: 'table-expiry',
  asks: 'What the functions remember expires',
  why: 'the table grows for ever, and so does its price',
  fix: ({ resource, region }) =>
    `aws dynamodb update-time-to-live --table-name ${resource} --time-to-live-specification Enabled=true,AttributeName=expiresAt --region ${region}`,
  judge: ({ name }, facts) => {
    const stack = stackOf(facts);
    const safety = stack?.tableSafety.get(name);
    // Plans of playbooks are kept, and so are the snapshots in them.
    const isState = stack?.tables.some(
      ({ physicalId, logicalId }) => physicalId === name && logicalId === 'StateTable',
    );
    if (safety === undefined || isState !== true) return undefined;
    return judged(safety, ({ expires }) => (expires ? ok('items expire') : warning('items never expire')));
  },
};

const tableRecovery: Check<TableFacts> = {
  id: 'table-recovery',
  asks: 'Each table can be restored to any moment',
  why: 'a mistake in it would be for good',
  fix: ({ resource, region }) =>
    `aws dynamodb update-continuous-backups --table-name ${resource} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true --region ${region}`,
  judge: ({ name }, facts) => {
    const safety = stackOf(facts)?.tableSafety.get(name);
    if (safety === undefined) return undefined;
    return judged(safety, ({ hasPointInTimeRecovery }) =>
      hasPointInTimeRecovery ? ok('it can be restored') : warning('it cannot be restored'),
    );
  },
};

/** What the functions remember. */
export const tableChecks: CheckGroup = checkGroup<TableFacts>({
  title: 'Tables',
  subjects: (facts) => stackSubjects(facts, ({ tables }) => tables),
  presence: stackPresence('table-there', 'table'),
  checks: [tableState, tableExpiry, tableRecovery],
});

/** The keys of logs, alerts and plans. */
export const keyChecks: CheckGroup = checkGroup<KeyFacts>({
  title: 'Keys',
  subjects: (facts) => stackSubjects(facts, ({ keys }) => keys),
  presence: stackPresence('key-there', 'key'),
  checks: [
    {
      id: 'key-enabled',
      asks: 'Each key can be used, and is not to be deleted',
      why: 'what is encrypted with it can be neither written nor read; once it is deleted, never again',
      fix: ({ resource, region }) =>
        `aws kms cancel-key-deletion --key-id ${resource} --region ${region} && aws kms enable-key --key-id ${resource} --region ${region}`,
      judge: ({ state }) => (state === 'Enabled' ? ok('it can be used') : problem(`it is ${state}`)),
    },
  ],
});
