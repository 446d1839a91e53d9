/** The fields that patterns ask of: those that in every record AWS writes as a text, or leaves out; `readOnly` is a boolean.
 *
 * Of all other fields EventBridge and Sigma may differ: in numbers, lists of objects, JSON within texts.
 * @see CloudTrail record contents; CloudTrail userIdentity element */
export const askedFields: ReadonlySet<string> = new Set([
  'awsRegion',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventName',
  'eventSource',
  'eventType',
  'readOnly',
  'sourceIPAddress',
  'userAgent',
  'userIdentity.invokedBy',
  'userIdentity.type',
  'userIdentity.userName',
]);

/** Those of the fields whose text others than AWS choose, with letters beyond ASCII if they like: a client names its agent, and an identity
 * provider the users that it sends. */
export const clientFields: ReadonlySet<string> = new Set(['userAgent', 'userIdentity.userName']);
