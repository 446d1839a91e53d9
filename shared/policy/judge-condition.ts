import type { Json } from '#shared/model/json.ts';
import { isFalse } from '#shared/model/read-json.ts';
import { type LimitingKey, limitingKey } from './condition-keys.ts';
import { type ConditionTest, readConditionTests } from './condition-tests.ts';
import { judgeConditionValue } from './judge-condition-value.ts';
import type { KindTraits } from './policy-kind.ts';
import { allOpen, anyOpen, type Verdict } from './verdict.ts';

/** Whether a Condition element still lets in the public: closed when one of its tests admits fixed values only. */
export function judgeCondition(condition: Json | undefined, traits: KindTraits): Verdict {
  const tests = readConditionTests(condition);
  if (tests === undefined) return { open: true, certain: false, why: 'its Condition could not be read' };
  if (tests.length === 0) return { open: true, certain: true, why: 'no Condition limits it' };
  const required = requiredKeys(tests);
  return allOpen(tests.map((test) => judgeTest(test, required, traits)));
}

function judgeTest(test: ConditionTest, required: ReadonlySet<string>, traits: KindTraits): Verdict {
  const key = limitingKey(test.key);
  if (key === undefined || test.operator.family === 'null') {
    return { open: true, certain: true, why: 'its Condition does not limit who is let in' };
  }
  if (test.operator.family === 'other') {
    return { open: true, certain: false, why: `${key.name} is compared in a way that AWS does not document` };
  }
  if (test.operator.negated) return { open: true, certain: true, why: `${key.name} only keeps some values out` };
  if (test.values.length === 0) return { open: true, certain: false, why: `${key.name} has no values` };
  if (holdsWithoutKey(test) && !required.has(key.name)) {
    // Nearly every request has an address, though none from a VPC endpoint does.
    return { open: true, certain: key.form !== 'cidr', why: `the test of ${key.name} also holds where it is missing` };
  }
  const verdict = anyOpen(
    test.values.map((value) => judgeConditionValue(value, { operator: test.operator, key, traits })),
  );
  if (verdict.open || isSettled(key, traits)) return verdict;
  return { ...verdict, certain: false, why: `${verdict.why}, which AWS does not name for such a policy` };
}

/** AWS's page for this kind of policy has the key, or its service's requests carry it where there is no list. */
function isSettled({ name, isListedByS3 }: LimitingKey, { hasListOfKeys, keyPrefixes }: KindTraits): boolean {
  if (hasListOfKeys) return isListedByS3;
  return name.startsWith('aws:') || (keyPrefixes?.some((prefix) => name.startsWith(prefix)) ?? true);
}

// IAM user guide: `…IfExists` holds where the request lacks the key, and so does `ForAllValues:`, over nothing at all.
function holdsWithoutKey(test: ConditionTest): boolean {
  return test.operator.ifExists || test.operator.quantifier === 'all';
}

/** Keys that a `Null: false` in the same condition makes the request carry: IAM's own advice for `ForAllValues:`. */
function requiredKeys(tests: readonly ConditionTest[]): ReadonlySet<string> {
  const required = new Set<string>();
  for (const { operator, key, values } of tests) {
    const plain = operator.family === 'null' && !operator.ifExists && operator.quantifier !== 'all';
    const name = limitingKey(key)?.name;
    if (plain && name !== undefined && values.length > 0 && values.every(isFalse)) required.add(name);
  }
  return required;
}
