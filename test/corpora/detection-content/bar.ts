/** Something that the rule pack must reach. */
export interface Bar {
  readonly what: string;
  readonly figure: string;
  readonly mustBe: string;
  readonly holds: boolean;
}

/** `51 of 131, 38.9 %`. */
export function share(part: number, whole: number): string {
  return `${part} of ${whole}, ${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
