import { ok, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackPresence, stackSubjects } from './stack-subjects.ts';

/** Whether playbooks may act. */
export const responseChecks: CheckGroup = checkGroup<string>({
  title: 'Responses',
  subjects: (facts) =>
    stackSubjects(facts, ({ parameters }) => parameters.filter(({ logicalId }) => logicalId === 'KillSwitch')),
  presence: stackPresence('kill-switch-there', 'kill switch'),
  checks: [
    {
      id: 'kill-switch',
      asks: 'The kill switch lets playbooks act',
      why: 'while it holds them back they plan, and change nothing',
      fix: ({ resource, region }) =>
        `aws ssm put-parameter --name ${resource} --value allow --overwrite --region ${region}`,
      judge: (value) =>
        value === 'allow' ? ok('playbooks may act as settings let them') : warning('playbooks may change nothing'),
    },
  ],
});
