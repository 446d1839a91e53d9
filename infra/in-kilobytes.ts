/** A size for eyes, in kilobytes of 1,000 bytes; sizes below each other are aligned. */
export function inKilobytes(sizeBytes: number): string {
  return `${(sizeBytes / 1000).toFixed(1).padStart(9)} kB`;
}
