import { cidrSize } from '../cidr-size.ts';
import type { LimitingKey } from './condition-keys.ts';
import type { ConditionOperator } from './condition-operator.ts';
import { isFixedValue } from './fixed-value.ts';
import type { Verdict } from './verdict.ts';

/** Whether one value of a limiting key lets in the public.
 * @param operator compared as if it were not negated */
export function judgeConditionValue(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  switch (key.form) {
    case 'cidr':
      return operator.family === 'ip' ? judgeCidr(key, value) : unfit(key);
    case 'true':
      return operator.family === 'bool' ? judgeSwitch(key, value) : unfit(key);
    case 'arn':
    case 'accessPointArn':
      return comparesText(operator) || operator.family === 'arn' ? judgeArn(operator, key, value) : unfit(key);
    case 'orgPath':
      return comparesText(operator) ? judgeOrgPath(operator, key, value) : unfit(key);
    case 'text':
      return comparesText(operator) ? judgeText(operator, key, value) : unfit(key);
  }
}

function comparesText(operator: ConditionOperator): boolean {
  return operator.family === 'string' || operator.family === 'stringLike';
}

function judgeText(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  if (value === '') return unfit(key);
  return isFixedValue(value) ? limited(key) : unfixed(operator, key, value);
}

// "Broader than /8 for IPv4 and /32 for IPv6 (excluding RFC1918 private ranges)": no private range is broader than /8.
function judgeCidr(key: LimitingKey, value: string): Verdict {
  const size = cidrSize(value);
  if (size === undefined)
    return { open: true, certain: false, why: `${key.name} has a value that is no address range` };
  const broad = size.prefixLength < (size.version === 4 ? 8 : 32);
  return broad ? { open: true, certain: true, why: `${key.name} has a range broader than AWS accepts` } : limited(key);
}

function judgeSwitch(key: LimitingKey, value: string): Verdict {
  return value.toLowerCase() === 'true' ? limited(key) : { open: true, certain: true, why: `${key.name} is not true` };
}

// The part before the first slash is the organization; below it, wildcards are how these paths are meant to be written.
function judgeOrgPath(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  const organization = value.split('/', 1)[0] ?? '';
  return judgeText(operator, key, organization);
}

function judgeArn(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  if (value === '') return unfit(key);
  if (isFixedValue(value)) return limited(key);
  if (operator.family === 'string') return unfixed(operator, key, value);
  const [, , service = '', , account = '', ...resource] = value.split(':');
  if (account !== '' && isFixedValue(account)) return judgeAccountBoundArn(operator, key, value);
  // `arn:aws:s3:*:*:bucket` is how queues and topics admit a bucket: its ARN has no account, and its name is unique.
  const namesBucket = service === 's3' && resource.length > 0 && isFixedValue(resource.join(':'));
  return namesBucket ? { ...unfixed(operator, key, value), certain: false } : unfixed(operator, key, value);
}

// By the letter a wildcard is public; in effect the account stays fixed. S3 itself makes that exception for access points in a
// bucket's policy. StringLike, unlike ArnLike, lets `*` run over colons, so that the account may be one in a name further on:
// `arn:aws:logs:*:123456789012:*` also matches another account's log group that is called 123456789012.
function judgeAccountBoundArn(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  const beforeAccount = isFixedValue(value.split(':').slice(0, 4).join(':'));
  if (operator.family === 'stringLike' && !beforeAccount) return { ...unfixed(operator, key, value), certain: false };
  return {
    open: false,
    certain: key.form === 'accessPointArn' && beforeAccount,
    why: `limited by the account in ${key.name}, though the ARN has a wildcard`,
  };
}

function limited(key: LimitingKey): Verdict {
  return { open: false, certain: true, why: `limited to fixed values of ${key.name}` };
}

// Text operators replace variables but take a wildcard for itself, so that the value matches nothing real.
function unfixed(operator: ConditionOperator, key: LimitingKey, value: string): Verdict {
  const why = `${key.name} has a value with a wildcard or a policy variable`;
  return { open: true, certain: operator.family !== 'string' || value.includes('${'), why };
}

function unfit(key: LimitingKey): Verdict {
  return { open: true, certain: false, why: `${key.name} is compared in a way that AWS does not document` };
}
