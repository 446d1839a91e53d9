/** The highest power of ten that is no more than a count: 100 for 250, 1 for 9.
 * @param count at least 1 */
export function powerOfTen(count: number): number {
  return 10 ** (String(Math.floor(count)).length - 1);
}
