import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { answerRequest } from './answer-request.ts';
import { answerTarget } from './answer-target.ts';
import { isOwnRole } from './is-own-role.ts';
import type { Playbook } from './playbook.ts';
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

  return {
    async respond(alert, { isLastTry } = { isLastTry: false }) {
      const { arn = '', sessionIssuer = '' } = alert.actor;
      if (alert.kind !== 'detection' || isOwnRole(ownRoles, arn) || isOwnRole(ownRoles, sessionIssuer)) return [];
      const outcomes: Outcome[] = [];
      for (const target of alert.targets ?? []) {
        for (const playbook of playbooksFor(alert)) {
          if (!playbook.subjects.includes(target.subject.kind)) continue;
          const outcome = await answerTarget(playbook, target, { alert, isLastTry }, parts);
          if (outcome !== undefined) outcomes.push(outcome);
        }
      }
      return outcomes;
    },
    apply: (planId) => answerRequest(planId, 'apply', parts),
    undo: (planId) => answerRequest(planId, 'undo', parts),
    resume: () => resumePlans(parts),
    noteTold: (planId) => ports.store.noteTold(planId),
  };
}
