import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';

/** Read a fact; a call that AWS does not carry out becomes the reason why the fact is not known. A fault of ours is thrown. */
export async function attempt<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const { message, permission, kind } = error;
    return { ok: false, why: message, permission, kind };
  }
}
