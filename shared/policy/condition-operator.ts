/** A condition operator taken apart. Operators that are not named here keep nobody out for sure. */
export interface ConditionOperator {
  readonly family: 'string' | 'stringLike' | 'arn' | 'ip' | 'bool' | 'null' | 'other';
  /** `StringNotEquals` and its kin hold for all values but the listed ones. */
  readonly negated: boolean;
  /** `ForAnyValue:` or `ForAllValues:`; the latter also holds when the request has no such key. */
  readonly quantifier?: 'any' | 'all';
  /** The test also holds when the request has no such key. */
  readonly ifExists: boolean;
}

const families: ReadonlyMap<string, Pick<ConditionOperator, 'family' | 'negated'>> = new Map([
  ['stringequals', { family: 'string', negated: false }],
  ['stringequalsignorecase', { family: 'string', negated: false }],
  ['stringlike', { family: 'stringLike', negated: false }],
  // IAM treats ArnEquals and ArnLike alike (IAM user guide, "Amazon Resource Name (ARN) condition operators").
  ['arnequals', { family: 'arn', negated: false }],
  ['arnlike', { family: 'arn', negated: false }],
  ['ipaddress', { family: 'ip', negated: false }],
  ['bool', { family: 'bool', negated: false }],
  ['null', { family: 'null', negated: false }],
  ['stringnotequals', { family: 'string', negated: true }],
  ['stringnotequalsignorecase', { family: 'string', negated: true }],
  ['stringnotlike', { family: 'stringLike', negated: true }],
  ['arnnotequals', { family: 'arn', negated: true }],
  ['arnnotlike', { family: 'arn', negated: true }],
  ['notipaddress', { family: 'ip', negated: true }],
]);

/** The parts of an operator's name, in any case: `ForAnyValue:StringLikeIfExists`. */
export function parseConditionOperator(name: string): ConditionOperator {
  const [, anyValue, allValues, base = '', ifExists] =
    /^(?:(foranyvalue:)|(forallvalues:))?(.*?)(ifexists)?$/s.exec(name.toLowerCase()) ?? [];
  return {
    ...(families.get(base) ?? { family: 'other', negated: false }),
    ...(anyValue === undefined ? {} : { quantifier: 'any' }),
    ...(allValues === undefined ? {} : { quantifier: 'all' }),
    ifExists: ifExists !== undefined,
  };
}
