/** Tell whether a text is of a pattern, in which `*` stands for any characters, also none. Case counts, as it does in ARNs.
 *
 * In a pattern that begins with `arn:` a star stays within its field: partition, service, region and account are each compared for
 * themselves, what comes after them as one. By hand: settings and records never become a regular expression. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.startsWith('arn:') || !text.startsWith('arn:')) return matchesText(pattern, text);
  const fields = arnFields(text);
  const patterns = arnFields(pattern);
  return patterns.length === fields.length && patterns.every((field, index) => matchesText(field, fields[index] ?? ''));
}

/** The five fields that an ARN begins with, and the rest, colons and all. */
function arnFields(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 5 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function matchesText(pattern: string, text: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start) || text.length < start.length + end.length || !text.endsWith(end)) return false;
  let from = start.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - end.length;
}
