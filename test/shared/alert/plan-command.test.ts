import { describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { planCommand } from '#shared/alert/plan-command.ts';
import type { Alert } from '#shared/model/alert.ts';
import { evidenceWith, recordDetection, ruleWith } from './detections.ts';

const alert = buildAlert(
  recordDetection({
    rule: ruleWith({ trailguard: { playbook: 's3-public-policy' } }),
    evidence: evidenceWith({ eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9', awsRegion: 'eu-west-1' }),
  }),
);
const { playbook: _, ...withoutPlaybook } = alert;
const { region: __, ...withoutRegion } = alert;
const ofRecord = (eventID: string): Alert => ({ ...alert, events: [{ eventID }] });

describe('the command that shows what a playbook would do', () => {
  it('names the playbook, the region and the record', () => {
    expect(planCommand(alert).join('\n')).toBe(
      'trailguard respond plan --playbook s3-public-policy \\\n  --region eu-west-1 --event 0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
    );
  });

  it.each<[string, Alert]>([
    ['no playbook', withoutPlaybook],
    ['a playbook that a shell would run', { ...alert, playbook: 'x; rm -rf ~' }],
    ['no region', withoutRegion],
    ['a region that a shell would run', { ...alert, region: '$(reboot)' }],
    ['a record that a shell would run', ofRecord('`reboot`')],
    ['a record whose id goes on in another line', ofRecord('0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9\nreboot')],
    ['several records', { ...alert, eventCount: 2 }],
    ['no record', { ...alert, events: [] }],
  ])('is left out of an alert with %s', (_, odd) => {
    expect(planCommand(odd)).toEqual([]);
  });
});
