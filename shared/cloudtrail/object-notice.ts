import type { ReadProblem } from './read-problem.ts';
import type { SetAside } from './set-aside.ts';

/** An object that a notification names. */
export interface NoticedObject {
  readonly bucket: string;
  /** Decoded: as S3 knows it. */
  readonly key: string;
  readonly versionId?: string;
  readonly sizeBytes?: number;
}

/** What a notification says: the objects that were created, and what else it held. */
export interface ObjectNotice {
  readonly objects: readonly NoticedObject[];
  readonly setAside: readonly SetAside[];
  readonly problems: readonly ReadProblem[];
}
