import type { StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { parameterDefaults } from './parameter-defaults.ts';
import { shellWord } from './shell-word.ts';

/** What a deployment was given beside its stage and region, as the next one has to repeat it: a parameter that is left out goes back to its
 * default, and what it made is deleted.
 * @returns words of a shell's command line, ` --param=NAME=VALUE` each; `EXTERNAL-ID` stands for the one value that AWS does not show */
export function givenParams({ given, functions }: Pick<StackFacts, 'given' | 'functions'>): string {
  const mayReach = functions.some(({ facts }) => !facts.ok || facts.value?.reachesMembers === true);
  return Object.entries(parameterDefaults)
    .map(([name, unset]): readonly [string, string, string] => {
      const value = given[name] ?? unset;
      return name === hidden ? [name, unset, mayReach ? 'EXTERNAL-ID' : unset] : [name, unset, value];
    })
    .filter(([, unset, value]) => value !== unset)
    .map(([name, , value]) => ` --param=${shellWord(`${paramName(name)}=${value}`)}`)
    .join('');
}

/** CloudFormation answers asterisks, whether it was given or not. */
const hidden = 'MemberExternalId';

/** `alertEmail` for `AlertEmail`. */
function paramName(name: string): string {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}
