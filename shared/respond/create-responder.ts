import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Target } from '#shared/model/target.ts';
import { answerRequest } from './answer-request.ts';
import { answerTarget } from './answer-target.ts';
import { isOwnRole } from './is-own-role.ts';
import type { Playbook } from './playbook.ts';
import { putInWords } from './put-in-words.ts';
import type { Responder, ResponderParts } from './responder.ts';
import { resumePlans } from './resume-plans.ts';
import { settingsOf } from './settings-of.ts';

/** Compose a responder of its playbooks, settings and ports. */
export function createResponder(parts: ResponderParts): Responder {
  const { settings, ports, ownRoles } = parts;

  /** The playbook that an alert names, then those that answer it, too; each in its own mode. */
  const playbooksFor = ({ playbook: named }: Alert): readonly Playbook[] =>
    [
      ...parts.playbooks.filter(({ id }) => id === named),
      ...parts.playbooks.filter(({ alsoAnswers }) => named !== undefined && alsoAnswers?.includes(named)),
    ].filter(({ id }) => settingsOf(settings, id).mode !== 'off');

  const inWords = (outcome: Outcome): Outcome => putInWords(outcome, parts.playbooks);

  return {
    async respond(alert, { isLastTry } = { isLastTry: false }) {
      const { arn = '', sessionIssuer = '' } = alert.actor;
      if (alert.kind !== 'detection') return [];
      const own = [sessionIssuer, arn].find((role) => isOwnRole(ownRoles, role));
      const outcomes: Outcome[] = [];
      for (const target of alert.targets ?? []) {
        const able = playbooksFor(alert).filter(({ subjects }) => subjects.includes(target.subject.kind));
        const [first] = able;
        if (own !== undefined && first !== undefined) outcomes.push(describeOwnDoing(first, target, { alert, own }));
        else {
          for (const playbook of able) {
            outcomes.push(...(await answerTarget(playbook, target, { alert, isLastTry }, parts)));
          }
        }
      }
      return outcomes.map(inWords);
    },
    apply: async (planId) => inWords(await answerRequest(planId, 'apply', parts)),
    undo: async (planId) => inWords(await answerRequest(planId, 'undo', parts)),
    resume: (tell) => resumePlans((outcome) => tell(inWords(outcome)), parts),
    noteTold: (beginning) => ports.store.noteTold(beginning),
  };
}

/** Said, not passed over: who makes a role of such a name somewhere would else be answered by nobody, in silence. */
function describeOwnDoing(
  playbook: Playbook,
  target: Target,
  { alert, own }: { readonly alert: Alert; readonly own: string },
): Outcome {
  const why = `made by Trailguard's own role ${own}, which is never answered`;
  return { status: 'skipped', playbook: playbook.id, alertId: alert.id, target, steps: [], why };
}
