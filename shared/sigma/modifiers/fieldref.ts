import { findFieldProblem } from '../parse/find-field-problem.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

const relations = ['startswith', 'endswith', 'contains'] as const;

/** What may stand before: it says how the two fields are compared. */
const allowedBefore: readonly string[] = [...relations, 'all', 'neq', 'cased'];

/** `fieldref`: the value names another field of the same record, whose value is compared. */
export const fieldref: ValueModifier = {
  kind: 'value',
  name: 'fieldref',
  allowsKeyword: false,
  apply(draft, { before, written, derivedFields }) {
    const misplaced = before.find((modifier) => !allowedBefore.includes(modifier));
    if (misplaced !== undefined) return problem(`fieldref cannot follow ${misplaced}`, 'put fieldref first');
    if (draft.test !== 'string' || written === '' || /[*?|\s]/.test(written)) {
      return problem('fieldref needs the name of a field', 'write the path of one field, such as userIdentity.arn');
    }
    const fieldProblem = findFieldProblem(written, derivedFields);
    if (fieldProblem !== undefined) return problem(fieldProblem.message, fieldProblem.hint);
    const relation = relations.find((name) => before.includes(name)) ?? 'equals';
    return drafts({ test: 'fieldref', field: written, relation, cased: before.includes('cased') });
  },
};
