import { cidrSize } from './cidr-size.ts';
import type { LimitingKey } from './condition-keys.ts';
import type { ConditionOperator } from './condition-operator.ts';
import { isFixedValue } from './fixed-value.ts';
import type { KindTraits } from './policy-kind.ts';
import type { Verdict } from './verdict.ts';

/** How a condition looks at one limiting key. */
export interface Comparison {
  /** Compared as if it were not negated. */
  readonly operator: ConditionOperator;
  readonly key: LimitingKey;
  readonly traits: KindTraits;
}

/** Whether one value of a limiting key lets in the public. */
export function judgeConditionValue(value: string, comparison: Comparison): Verdict {
  const { operator, key } = comparison;
  switch (key.form) {
    case 'cidr':
      return operator.family === 'ip' ? judgeCidr(key, value) : unfit(key);
    case 'true':
      return operator.family === 'bool' ? judgeSwitch(key, value) : unfit(key);
    case 'arn':
    case 'accessPointArn':
      return comparesText(operator) || operator.family === 'arn' ? judgeArn(value, comparison) : unfit(key);
    case 'orgPath':
      return comparesText(operator) ? judgeOrgPath(value, comparison) : unfit(key);
    case 'text':
      return comparesText(operator) ? judgeText(value, comparison) : unfit(key);
  }
}

function comparesText(operator: ConditionOperator): boolean {
  return operator.family === 'string' || operator.family === 'stringLike';
}

function judgeText(value: string, comparison: Comparison): Verdict {
  if (value === '') return unfit(comparison.key);
  return isFixedValue(value) ? limited(comparison.key) : unfixed(value, comparison);
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
function judgeOrgPath(value: string, comparison: Comparison): Verdict {
  const [organization = '', ...units] = value.split('/');
  const verdict = judgeText(organization, comparison);
  if (isFixedValue(units.join('/'))) return verdict;
  // Where AWS lists the keys that count, it also says that their values have no wildcard.
  return { ...verdict, certain: verdict.certain && !comparison.traits.hasListOfKeys };
}

function judgeArn(value: string, comparison: Comparison): Verdict {
  if (value === '') return unfit(comparison.key);
  if (isFixedValue(value)) return limited(comparison.key);
  if (comparison.operator.family === 'string') return unfixed(value, comparison);
  const [, , service = '', , account = '', ...resource] = value.split(':');
  if (account !== '' && isFixedValue(account)) return judgeAccountBoundArn(value, comparison);
  // `arn:aws:s3:*:*:bucket` is how queues and topics admit a bucket: its ARN has no account, and its name is unique.
  const namesBucket = service === 's3' && resource.length > 0 && isFixedValue(resource.join(':'));
  return namesBucket ? { ...unfixed(value, comparison), certain: false } : unfixed(value, comparison);
}

// By the letter a wildcard is public; in effect the account stays fixed. S3 itself makes that exception for access points in a
// bucket's policy, and none in an access point's. StringLike, unlike ArnLike, lets `*` run over colons, so that the account may
// be one in a name further on: `arn:aws:logs:*:123456789012:*` also matches another account's log group that is called 123456789012.
function judgeAccountBoundArn(value: string, comparison: Comparison): Verdict {
  const { key, operator, traits } = comparison;
  const beforeAccount = isFixedValue(value.split(':').slice(0, 4).join(':'));
  if (operator.family === 'stringLike' && !beforeAccount) return { ...unfixed(value, comparison), certain: false };
  const namesAccessPoint = key.form === 'accessPointArn';
  if (namesAccessPoint && traits.hasListOfKeys && !traits.accessPointNameMayVary) return unfixed(value, comparison);
  return {
    open: false,
    certain: namesAccessPoint && traits.accessPointNameMayVary && beforeAccount,
    why: `limited by the account in ${key.name}, though the ARN has a wildcard`,
  };
}

function limited(key: LimitingKey): Verdict {
  return { open: false, certain: true, why: `limited to fixed values of ${key.name}` };
}

// Text operators replace variables but take a wildcard for itself, so that the value matches nothing real.
function unfixed(value: string, { operator, key }: Comparison): Verdict {
  const why = `${key.name} has a value with a wildcard or a policy variable`;
  return { open: true, certain: operator.family !== 'string' || value.includes('${'), why };
}

function unfit(key: LimitingKey): Verdict {
  return { open: true, certain: false, why: `${key.name} is compared in a way that AWS does not document` };
}
