import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { cleanText } from './clean-text.ts';
import { describeAlertActor } from './describe-actor.ts';
import { formatSpan } from './format-time.ts';
import { codeSpan, inertMarkdown } from './inert-markdown.ts';
import { statesInWords } from './outcome-words.ts';
import { reasonText } from './reason-text.ts';
import { requestFunction } from './request-function.ts';
import { resultText } from './result-text.ts';
import { shortenText } from './shorten-text.ts';

/** The alert as JSON text of an Amazon Q Developer custom notification (`source: custom`), for Slack, Teams and Chime.
 *
 * Record values are set as code, the summary with look-alike signs: nothing in them formats, links or mentions anyone. Lengths
 * stay within what the service shows (title 250, description 8,000). `threadId` is the alert's id: updates of one alert share a
 * thread, and so does what a playbook did about it; two alerts never do. A custom action finds the plan to approve, and
 * the function to ask, in `additionalContext`. What the alert does not tell is absent.
 * @see Amazon Q Developer in chat applications administrator guide, "Custom notifications", event schema */
export function renderChat(alert: Alert): string {
  const { id, kind, severity, title, summary, rule, accountId, region, playbook, resources, outcome } = alert;
  const nextSteps = alert.runbook.slice(0, maxSteps).map(stepText);
  const relatedResources = resources.slice(0, maxResources).map((arn) => shortenText(cleanText(arn), 256));
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id,
    content: {
      textType: 'client-markdown',
      title: `[${severity.toUpperCase()}] ${inertMarkdown(title, 200)}`,
      description: outcome === undefined ? descriptionOf(alert) : describeOutcome(alert, outcome),
      ...(nextSteps.length > 0 && { nextSteps }),
      keywords: [severity, accountId ?? '', region ?? '']
        .map((word) => inertMarkdown(word, 75))
        .filter((word) => word !== ''),
    },
    metadata: {
      threadId: outcome?.alertId ?? id,
      summary: inertMarkdown(summary, 250),
      eventType: `trailguard-${kind}`,
      ...(relatedResources.length > 0 && { relatedResources }),
      additionalContext: contextOf({
        severity,
        ruleId: rule.id,
        accountId,
        region,
        playbook,
        status: outcome?.status,
        planId: outcome?.planId,
        function: outcome === undefined ? undefined : requestFunction(outcome),
      }),
    },
  });
}

const maxSteps = 10;
const maxResources = 5;
const maxReasons = 5;
const maxListed = 3;
const maxValueLength = 200;

function descriptionOf(alert: Alert): string {
  const { summary, accountId, region, source, firstSeen, lastSeen, resources, reasons, links, events, eventCount } =
    alert;
  return [
    inertMarkdown(summary, 1600),
    '',
    ...line('Who', [describeAlertActor(alert), alert.actor.arn]),
    ...line('From', [source.ip, source.userAgent]),
    ...line('When', [firstSeen === undefined ? undefined : formatSpan(firstSeen, lastSeen ?? firstSeen)]),
    ...line('Where', [accountId, region]),
    ...line('On', resources.slice(0, maxListed), resources.length),
    ...line('Result', [resultText(events, eventCount)]),
    ...reasons.slice(0, maxReasons).flatMap((reason) => line('Why', [reasonText(reason)])),
    // Our own link, of checked form: see `consoleLink`.
    ...(links.console === undefined ? [] : [links.console]),
  ].join('\n');
}

function describeOutcome({ summary, resources, accountId, region }: Alert, outcome: Outcome): string {
  return [
    inertMarkdown(summary, 1600),
    '',
    ...line('On', resources.slice(0, maxListed), resources.length),
    ...line('Where', [accountId, region]),
    ...line('Plan', [outcome.planId]),
    ...statesInWords(outcome).flatMap(([name, words]) => line(name, [words])),
    ...outcome.steps.slice(0, maxSteps).flatMap((step) => line('Step', [step])),
  ].join('\n');
}

function line(
  label: string,
  values: readonly (string | undefined)[],
  total: number = values.length,
): readonly string[] {
  const shown = values.flatMap((value) => (value === undefined || cleanText(value) === '' ? [] : value));
  if (shown.length === 0) return [];
  const more = total > values.length ? ` and ${total - values.length} more` : '';
  return [`${label}: ${shown.map((value) => codeSpan(value, maxValueLength)).join(' ')}${more}`];
}

// A step is the rule author's text and may hold a command to copy: only Slack's angle brackets would make it vanish.
function stepText(step: string): string {
  return shortenText(cleanText(step).replaceAll('<', '‹').replaceAll('>', '›'), 350);
}

// Read by custom actions, not shown: cleaned, but spelled as it is.
function contextOf(members: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const known = Object.entries(members).map(([key, value]) => [key, shortenText(cleanText(value ?? ''), 256)] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== ''));
}
