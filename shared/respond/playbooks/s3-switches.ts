import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';

/** The four switches of Block Public Access as plain JSON. */
export type Switches = { readonly [Switch in keyof AccessBlock]: boolean };

const switchNames = ['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'] as const;

/** Every switch off: as good as none set. */
export const noSwitches: Switches = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** Every switch on: what S3 gives to new buckets since April 2023.
 * @see Amazon S3 user guide, "Default settings for new S3 buckets FAQ" */
export const allSwitches: Switches = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/** The switches as JSON; `null` where none are set. */
export function switchesOf(block: AccessBlock | undefined): Switches | null {
  return block === undefined ? null : { ...block };
}

/** The switches that are on in `to` and not in `from`. */
export function switchedOn(from: Switches | null, to: Switches): readonly (keyof Switches)[] {
  return switchNames.filter((name) => to[name] && !(from?.[name] ?? false));
}

/** A switch's name as S3 writes it. */
export function nameOfSwitch(name: keyof Switches): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** The switches in a few words. */
export function describeSwitches(block: Switches | null): string {
  if (block === null) return 'Block Public Access not set';
  const on = switchedOn(null, block).map(nameOfSwitch);
  if (on.length === switchNames.length) return 'Block Public Access whole';
  return on.length === 0 ? 'Block Public Access off' : `of Block Public Access only ${on.join(', ')}`;
}

/** Tell whether two settings of the switches are the same; none set is not the same as all off, which is written otherwise. */
export function isSameSetting(one: Switches | null, other: Switches | null): boolean {
  if (one === null || other === null) return one === other;
  return switchedOn(one, other).length === 0 && switchedOn(other, one).length === 0;
}
