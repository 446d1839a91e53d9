import type { Alert } from '#shared/model/alert.ts';
import { cleanText, cleanValue } from './clean-text.ts';
import { mailFacts } from './mail-facts.ts';
import { reasonText } from './reason-text.ts';
import { shortenText } from './shorten-text.ts';
import { wrapText } from './wrap-text.ts';

/** The alert as plain text to read on a phone: what happened, who, where, when, why it fired, what to do, then the ids.
 *
 * Lines have at most 72 characters where a word allows it, the text at most 8,000. No value of a record can start a line of its
 * own or become a link. What the alert does not tell has no line. */
export function renderMail(alert: Alert): string {
  const sections = [headOf(alert), mailFacts(alert), whyOf(alert), nextOf(alert), harmlessOf(alert), linksOf(alert)];
  const body = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  const foot = footOf(alert).join('\n');
  return `${cutAtLine(body, maxMailLength - foot.length - 3)}\n\n${foot}\n`;
}

const maxMailLength = 8000;
const lineWidth = 72;
const maxTextLength = 600;

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

function nextOf({ runbook, playbook }: Alert): readonly string[] {
  const steps = bullets(runbook.map(shownText), 15, (index) => `${index + 1}. `);
  const repair =
    playbook === undefined ? [] : wrapText(`The playbook ${shownText(playbook)} can put this right.`, lineWidth);
  return section('WHAT TO DO NEXT', [...steps, ...repair]);
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

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [name, ...lines];
}

function bullets(texts: readonly string[], most: number, markOf: (index: number) => string): readonly string[] {
  const lines = texts.slice(0, most).flatMap((text, index) => {
    return indented(markOf(index), text);
  });
  return texts.length > most ? [...lines, `and ${texts.length - most} more`] : lines;
}

// Lines that go on are set in: no word of a value, however it wraps, can pass for a label or a heading.
function indented(mark: string, text: string): readonly string[] {
  const margin = ' '.repeat(Math.max(mark.length, 2));
  const [first, ...rest] = wrapText(text, lineWidth - margin.length);
  return [`${mark}${first}`, ...rest.map((line) => `${margin}${line}`)];
}

function shownText(text: string): string {
  return shortenText(cleanText(text), maxTextLength);
}

function cutAtLine(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const notice = '\n(cut here: the alert as JSON tells the rest)';
  const kept = text.slice(0, maxLength - notice.length);
  return `${kept.slice(0, kept.lastIndexOf('\n'))}${notice}`;
}
