import type { Alert } from '#shared/model/alert.ts';
import { cleanText, cleanValue } from './clean-text.ts';
import { mailFacts } from './mail-facts.ts';
import { bullets, indented, lineWidth, maxTextLength, section, shownText } from './mail-lines.ts';
import { mailOutcome } from './mail-outcome.ts';
import { planCommand } from './plan-command.ts';
import { reasonText } from './reason-text.ts';
import { shortenText } from './shorten-text.ts';
import { wrapText } from './wrap-text.ts';

/** The alert as plain text to read on a phone: what happened, who, where, when, why it fired, what to do, then the ids; of an outcome
 * what was done or would be, what was and what is.
 *
 * Lines have at most 72 characters where a word allows it, the text at most 8,000. No value of a record can start a line of its
 * own or become a link. What the alert does not tell has no line. */
export function renderMail(alert: Alert): string {
  const told = alert.outcome === undefined ? [mailFacts(alert), whyOf(alert)] : mailOutcome(alert, alert.outcome);
  const sections = [headOf(alert), ...told, nextOf(alert), harmlessOf(alert), linksOf(alert)];
  const body = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  const foot = footOf(alert).join('\n');
  return `${cutAtLine(body, maxMailLength - foot.length - 3)}\n\n${foot}\n`;
}

const maxMailLength = 8000;

function headOf({ severity, title, summary }: Alert): readonly string[] {
  const headline = `${severity.toUpperCase()}: ${shortenText(cleanText(title), maxTextLength)}`;
  return [...indented('', headline), '', ...indented('', cleanValue(summary))];
}

function whyOf({ rule, reasons }: Alert): readonly string[] {
  const description = shortenText(cleanText(rule.description ?? ''), maxTextLength);
  const lines = [
    ...(description === '' ? [] : wrapText(description, lineWidth)),
    ...bullets(reasons.map(reasonText), 10, () => '- '),
  ];
  return section('WHY IT FIRED', lines);
}

function nextOf(alert: Alert): readonly string[] {
  const { runbook, playbook, outcome } = alert;
  const command = planCommand(alert);
  const steps = bullets(runbook.map(shownText), 15, (index) => `${index + 1}. `);
  const repair =
    playbook === undefined || outcome !== undefined
      ? []
      : wrapText(
          `The playbook ${shownText(playbook)} can put this right.${command.length === 0 ? '' : ' To see how:'}`,
          lineWidth,
        );
  return section('WHAT TO DO NEXT', [...steps, ...repair, ...command.map((line) => `  ${line}`)]);
}

function harmlessOf({ falsepositives }: Alert): readonly string[] {
  return section(
    'IT MAY BE HARMLESS',
    bullets(falsepositives.map(shownText), 10, () => '- '),
  );
}

function linksOf({ links, rule }: Alert): readonly string[] {
  // References are the rule author's, not the record's: they stay links.
  const references = rule.references.map((reference) => shortenText(cleanText(reference), maxTextLength));
  return section('LINKS', [
    ...(links.console === undefined ? [] : [cleanText(links.console)]),
    ...references.slice(0, 5),
  ]);
}

function footOf({ id, rule, events, eventCount, truncated }: Alert): readonly string[] {
  const listed = events.slice(0, 5);
  const more = eventCount - listed.length;
  const cut = Object.entries(truncated ?? {}).map(([member, count]) => `${member} (${count})`);
  return [
    'IDS',
    `Alert    ${id}`,
    `Rule     ${shortenText(cleanText(rule.id), 256)}`,
    ...listed.map(({ eventID }) => `Record   ${shortenText(cleanValue(eventID), 128)}`),
    ...(more > 0 && listed.length > 0 ? [`         and ${more} more`] : []),
    ...(cut.length === 0 ? [] : wrapText(`Left out or cut to fit a message: ${cut.join(', ')}`, lineWidth)),
  ];
}

function cutAtLine(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const notice = '\n(cut here: the alert as JSON tells the rest)';
  const kept = text.slice(0, maxLength - notice.length);
  return `${kept.slice(0, kept.lastIndexOf('\n'))}${notice}`;
}
