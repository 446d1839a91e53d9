import { suggestName } from './nearest-name.ts';

/** What is wrong with a field's path; `undefined` when nothing is.
 * @param derivedFields every path that there is under `derived.`; `undefined` when any may be */
export function findFieldProblem(
  path: string,
  derivedFields: readonly string[] | undefined,
): { readonly message: string; readonly hint: string } | undefined {
  if (/\s/.test(path))
    return { message: `the field "${path}" has a space in it`, hint: 'write the path without spaces' };
  if (path.split('.').includes('')) {
    return { message: `the field "${path}" has an empty part`, hint: 'write one dot between two names' };
  }
  const withoutIndexes = path.replace(/(?<=[^.[\]])(?:\[-?\d+\])+(?=\.|$)/g, '');
  if (/\[(?:any|all|all_or_empty|none)\]/.test(withoutIndexes)) {
    const hint = 'a plain path matches if any member of a list does; name the members by it';
    return { message: `blocks over lists such as "${path}" are not supported yet`, hint };
  }
  if (/[[\]]/.test(withoutIndexes)) {
    return {
      message: `the field "${path}" has brackets that are no index`,
      hint: 'write [0] right after the name of a list',
    };
  }
  const [, derived] = /^derived\.(.+)/.exec(withoutIndexes) ?? [];
  if (derived !== undefined && derivedFields?.includes(derived) === false) {
    return { message: `there is no derived field "${derived}"`, hint: suggestName(derived, derivedFields) };
  }
  return undefined;
}
