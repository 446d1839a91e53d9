/** How much one input may cost. What goes past a limit becomes a problem; what was read before it stands. */
export interface ReadLimits {
  /** Bytes of one input after decompression. */
  readonly maxUncompressedBytes: number;
  /** Bytes of one JSON value: one record, or one document that is not a list of records. */
  readonly maxValueBytes: number;
  /** Brackets open at once inside one value. */
  readonly maxDepth: number;
}

/** Limits that no genuine CloudTrail input reaches.
 *
 *  - 2 GiB of text: a log object holds at most 50 MB of gzip, and CloudTrail's JSON shrinks 15 to 20 times.
 *  - 16 MiB a value: a record is at most 1 MB, a CloudWatch Logs batch at most 6 MB.
 *  - 200 brackets: the deepest requests (policies, container definitions) stay below 30, and stages that walk a record
 *    by recursion need a bound. */
export const defaultReadLimits: ReadLimits = {
  maxUncompressedBytes: 2 * 1024 ** 3,
  maxValueBytes: 16 * 1024 ** 2,
  maxDepth: 200,
};
