/** The fields that patterns ask of: those that in every record AWS writes as a text of its own choice, or leaves out; `readOnly` is a
 * boolean.
 *
 * Of all other fields EventBridge and Sigma may differ: in numbers, lists of objects, JSON within texts, letters beyond ASCII.
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
  'userIdentity.invokedBy',
  'userIdentity.type',
]);
