import { type Alternative, isObject, type Operator } from './alternative.ts';

/** What passes an alternative, in plain words: `eventSource s3.amazonaws.com, errorCode there`. Texts are as the rule has them. */
export function alternativeInWords(alternative: Alternative): string {
  const filters = Object.entries(alternative).map(
    ([field, filter]) => `${field} ${filter.map(operatorInWords).join(' or ')}`,
  );
  return filters.length === 0 ? 'every record' : filters.join(', ');
}

function operatorInWords(operator: Operator): string {
  if (!isObject(operator)) return operator === '' ? 'empty' : String(operator);
  if ('equals-ignore-case' in operator) return operator['equals-ignore-case'];
  if ('prefix' in operator) return `${operator.prefix['equals-ignore-case']}*`;
  if ('suffix' in operator) return `*${operator.suffix['equals-ignore-case']}`;
  if ('exists' in operator) return operator.exists ? 'there' : 'absent';
  const excluded = operator['anything-but'];
  if ('prefix' in excluded) return `anything but ${excluded.prefix.map((text) => `${text}*`).join(', ')}`;
  if ('suffix' in excluded) return `anything but ${excluded.suffix.map((text) => `*${text}`).join(', ')}`;
  return `anything but ${excluded['equals-ignore-case'].join(', ')}`;
}
