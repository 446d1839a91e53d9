import type { AccessJudgement, BlockState, Neutraliser } from '#shared/policy/public-way.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import { nameOfSwitch, type Switches, switchesOf } from './s3-switches.ts';

/** What holds for the bucket and is the account's: known for judging, never written. */
export type AccountContext = { readonly accountBlock: Switches | null };

/** The account's Block Public Access.
 * @throws {CloudError} */
export async function readAccountContext({ buckets }: Cloud): Promise<AccountContext> {
  return { accountBlock: switchesOf(await buckets.getAccountAccessBlock()) };
}

/** The account's switches for the judge, which must be told when they were not read. */
export function accountBlockOf(context: AccountContext | undefined): BlockState {
  return context === undefined ? 'unknown' : (context.accountBlock ?? undefined);
}

/** What keeps the public out, for people: `RestrictPublicBuckets of the account`. */
export function namesOfNeutralisers({ neutralised }: AccessJudgement): string {
  const names = neutralised.flatMap(({ by }) => by.map(nameOf));
  return [...new Set(names)].join(' and ');
}

function nameOf(neutraliser: Neutraliser): string {
  return neutraliser.kind === 'switch' ? `${nameOfSwitch(neutraliser.name)} of the ${neutraliser.level}` : 'its VPC';
}
