/** What went wrong while reading.
 *  - `no-content`: no bytes, or nothing but `{}` or `[]`
 *  - `not-json`, `utf-16`: not text that can be read; `json-truncated`: it stops in the middle
 *  - `gzip-truncated`, `gzip-damaged`: decompression stopped early
 *  - `too-much-data`, `value-too-large`, `too-deep`: past a limit of `ReadLimits`
 *  - `not-a-record`: stands where CloudTrail puts records and is none
 *  - `bad-notice`: a notification that does not name its object */
export type ReadProblemCode =
  | 'no-content'
  | 'not-json'
  | 'utf-16'
  | 'json-truncated'
  | 'gzip-truncated'
  | 'gzip-damaged'
  | 'too-much-data'
  | 'value-too-large'
  | 'too-deep'
  | 'not-a-record'
  | 'bad-notice';

/** The sentence that states the problem, and what to do about it. */
const texts: Readonly<Record<ReadProblemCode, { readonly message: string; readonly hint: string }>> = {
  'no-content': {
    message: 'The input is empty.',
    hint: 'CloudTrail never writes an empty log file. Fetch the input again: it was lost on the way.',
  },
  'not-json': {
    message: 'This part is not JSON.',
    hint: 'CloudTrail writes JSON, plain or gzip. Convert this input, or leave it out.',
  },
  'utf-16': {
    message: 'The text is UTF-16.',
    hint: 'Save it as UTF-8. PowerShell 5 writes UTF-16 when output is redirected with ">": use Out-File -Encoding utf8.',
  },
  'json-truncated': {
    message: 'The JSON ends before it is complete.',
    hint: 'The records before this place were read. Fetch the input again: it was cut off.',
  },
  'gzip-truncated': {
    message: 'The gzip data ends before it is complete.',
    hint: 'The records before the cut were read. Fetch the input again: it was cut off.',
  },
  'gzip-damaged': {
    message: 'The gzip data is damaged, or followed by something else.',
    hint: 'The records before the damage were read. Fetch the input again, and check it against its digest file.',
  },
  'too-much-data': {
    message: 'The input is larger than the limit after decompression.',
    hint: 'The records within the limit were read. Check that this is a log file, then split it.',
  },
  'value-too-large': {
    message: 'One JSON value is larger than the limit.',
    hint: 'No CloudTrail record is this large. Look at the input at this offset.',
  },
  'too-deep': {
    message: 'One JSON value is nested deeper than the limit.',
    hint: 'No CloudTrail record is this deep. Look at the input at this offset.',
  },
  'not-a-record': {
    message: 'This stands where a CloudTrail record should, and is none: it has no eventName and no other mark of one.',
    hint: 'Look at what wrote the input. A record is a JSON object with at least eventName.',
  },
  'bad-notice': {
    message: 'This notification does not name the object it is about.',
    hint: 'Look at what sends notifications to this queue: it should be S3, EventBridge or CloudTrail.',
  },
};

/** Part of an input that could not be read, with its place; some records may be missing because of it. */
export interface ReadProblem {
  readonly code: ReadProblemCode;
  /** The input, as the caller named it. */
  readonly source: string;
  /** Where the part begins, in bytes of the decompressed input. */
  readonly offsetBytes?: number;
  readonly message: string;
  readonly hint: string;
  /** The beginning of the part, printable, at most 200 characters. */
  readonly excerpt?: string;
}

/** Where a problem was met. */
export interface ReadPlace {
  readonly source: string;
  readonly offsetBytes?: number;
}

/** A problem with its texts filled in. */
export function readProblem(code: ReadProblemCode, place: ReadPlace, excerpt?: string): ReadProblem {
  const { message, hint } = texts[code];
  return {
    code,
    source: place.source,
    ...(place.offsetBytes === undefined ? {} : { offsetBytes: place.offsetBytes }),
    message,
    hint,
    ...(excerpt === undefined ? {} : { excerpt }),
  };
}
