import type { AccessBlock } from './access-block.ts';
import type { AccessJudgement, BlockLevel, BlockState, Neutraliser, PublicWay, WayJudgement } from './public-way.ts';

/** What Block Public Access leaves of the ways in. S3 applies the strictest of all levels, switch by switch.
 *
 * A way whose publicity is in doubt is closed for certain by its switch: if S3 calls it public, the switch applies to it. The
 * switches that refuse new policies and ACLs close nothing, since they leave alone what is there.
 * @param blocks by level
 * @see Amazon S3 user guide, "Block public access settings" */
export function weighWays(
  judgements: readonly WayJudgement[],
  blocks: ReadonlyMap<BlockLevel, BlockState>,
): AccessJudgement {
  const ways = judgements.flatMap((judgement) => (judgement.open ? [judgement.way] : []));
  const weighed = ways.map((way) => ({ way, by: neutralisers(way, blocks) }));
  const open = weighed.filter(({ by }) => by.length === 0).map(({ way }) => way);
  const neutralised = weighed.filter(({ by }) => by.length > 0);
  if (open.length > 0) {
    const mayBeBlocked = [...blocks.values()].includes('unknown');
    return { public: true, certain: !mayBeBlocked && open.some((way) => way.certain), by: open, neutralised };
  }
  const certain = judgements.every((judgement) => judgement.open || judgement.certain);
  return { public: false, certain, by: [], neutralised };
}

const neutralisingSwitch: Readonly<Record<PublicWay['kind'], keyof AccessBlock>> = {
  policy: 'restrictPublicBuckets',
  acl: 'ignorePublicAcls',
};

function neutralisers(way: PublicWay, blocks: ReadonlyMap<BlockLevel, BlockState>): readonly Neutraliser[] {
  const name = neutralisingSwitch[way.kind];
  return [...blocks].flatMap(([level, block]): readonly Neutraliser[] =>
    block !== undefined && block !== 'unknown' && block[name] ? [{ kind: 'switch', level, name }] : [],
  );
}
