/** A key as JSON reads it, from the bytes between its quotes: `Recor\u0064s` is `Records`. */
export function keyText(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('utf8');
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`);
  } catch {
    return raw;
  }
}
