import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { cleanValue } from './clean-text.ts';
import { row, whenOf, whereOf } from './mail-facts.ts';
import { bullets, maxTextLength, section } from './mail-lines.ts';
import { statesInWords, stepsHeading } from './outcome-words.ts';
import { shortenText } from './shorten-text.ts';

/** What a playbook did, as sections of a mail: on what, the steps, what was and what is. */
export function mailOutcome(alert: Alert, outcome: Outcome): readonly (readonly string[])[] {
  const facts = [
    ...row('On', alert.resources),
    ...row('Where', [whereOf(alert)]),
    ...row('When', [whenOf(alert)]),
    ...row('Plan', [outcome.planId]),
    ...row('Answers', [`alert ${outcome.alertId}`]),
  ];
  const steps = bullets(outcome.steps.map(shown), 15, () => '- ');
  const states = statesInWords(outcome).map(([name, words]) =>
    section(
      name.toUpperCase(),
      bullets([shown(words)], 1, () => ''),
    ),
  );
  return [facts, section(stepsHeading(outcome.status), steps), ...states];
}

/** Steps hold values of resources, which anybody may have named. */
function shown(text: string): string {
  return shortenText(cleanValue(text), maxTextLength);
}
