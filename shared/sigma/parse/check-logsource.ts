import { entryOf, type LocatedMap, placeOfKey, type Report } from './located.ts';
import { readText } from './read-value.ts';

/** Report a rule or filter that is not for CloudTrail. `product: aws` or `service: cloudtrail` is enough, but neither may say otherwise. */
export function checkLogsource(document: LocatedMap, what: 'rule' | 'filter', report: Report): void {
  const entry = entryOf(document, 'logsource');
  const hint = `CloudTrail ${what}s have product: aws and service: cloudtrail`;
  if (entry === undefined || entry.value.kind !== 'map') {
    report(
      placeOfKey(document, 'logsource'),
      `the ${what} does not say which logs it is for`,
      `add logsource; ${hint}`,
    );
    return;
  }
  const logsource = entry.value;
  const product = readText(logsource, 'product', report);
  const service = readText(logsource, 'service', report);
  const fits = (product ?? 'aws').toLowerCase() === 'aws' && (service ?? 'cloudtrail').toLowerCase() === 'cloudtrail';
  if (fits && (product !== undefined || service !== undefined)) return;
  const says = ['product', 'service', 'category'].flatMap((key) => {
    const text = readText(logsource, key, () => {});
    return text === undefined ? [] : [`${key}: ${text}`];
  });
  const meant = says.length === 0 ? 'no product or service' : says.join(', ');
  report(entry.place, `the ${what} is for other logs than CloudTrail's (${meant})`, hint);
}
