import { isAccountId, isRegion } from './is-place.ts';
import type { Subject, Target } from './target.ts';

/** Tell whether a value that came from outside, such as a message or a store, has the shape of a {@link Target}, and names nothing longer
 * than AWS's own names are. */
export function isTarget(value: unknown): value is Target {
  if (!isObject(value)) return false;
  const { accountId, region, subject, eventID, eventTime } = value;
  return (
    isAccountId(accountId) &&
    isRegion(region) &&
    isSubject(subject) &&
    isText(eventID) &&
    (eventTime === undefined || isText(eventTime))
  );
}

function isSubject(value: unknown): value is Subject {
  if (!isObject(value)) return false;
  const passes = typeof value['kind'] === 'string' ? tests.get(value['kind']) : undefined;
  return passes?.(value) ?? false;
}

type Members = Readonly<Record<string, unknown>>;
type Test = (members: Members) => boolean;

// By kind, so that the compiler asks for a test when there is a new one.
const testByKind: Readonly<Record<Subject['kind'], Test>> = {
  bucket: ({ bucket }) => isText(bucket),
  'account-access-block': () => true,
  'security-group': ({ groupId, ruleIds, isModified }) =>
    isText(groupId) &&
    Array.isArray(ruleIds) &&
    ruleIds.every(isText) &&
    (isModified === undefined || isModified === true),
  trail: ({ trailArn, changed }) =>
    isText(trailArn) && (changed === undefined || changed === 'logging' || changed === 'selectors'),
  'ebs-snapshot': ({ id }) => isText(id),
  image: ({ id }) => isText(id),
  'rds-snapshot': ({ id }) => isText(id),
  'rds-cluster-snapshot': ({ id }) => isText(id),
  'access-key': ({ userName, accessKeyId }) => isText(userName) && isText(accessKeyId),
  'user-access-keys': ({ userName }) => isText(userName),
  'encryption-key': ({ keyArn }) => isText(keyArn),
};
const tests: ReadonlyMap<string, Test> = new Map(Object.entries(testByKind));

/** The longest ARN has 2,048 characters. */
const maxTextLength = 2048;

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= maxTextLength;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
