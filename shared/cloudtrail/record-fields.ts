import type { Json, JsonObject } from '#shared/model/json.ts';

/** The top-level members of a record, as CloudTrail spells them.
 * @see CloudTrail record contents; CloudTrail record contents for Insights events for trails, and for event data stores */
const fieldNames = [
  'additionalEventData',
  'addendum',
  'apiVersion',
  'awsRegion',
  'edgeDeviceDetails',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventContext',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'eventType',
  'eventVersion',
  'insightContext',
  'insightDetails',
  'managementEvent',
  'readOnly',
  'recipientAccountId',
  'requestID',
  'requestParameters',
  'resources',
  'responseElements',
  'serviceEventDetails',
  'sessionCredentialFromConsole',
  'sharedEventID',
  'sourceIPAddress',
  'tlsDetails',
  'userAgent',
  'userIdentity',
  'vpcEndpointAccountId',
  'vpcEndpointId',
] as const;

const spelledRight: ReadonlySet<string> = new Set(fieldNames);
const spelling: ReadonlyMap<string, string> = new Map(fieldNames.map((name) => [name.toLowerCase(), name]));

/** Members that hold an object, a list or null. Some exports write the null as text. */
const structured: ReadonlySet<string> = new Set([
  'additionalEventData',
  'requestParameters',
  'resources',
  'responseElements',
  'serviceEventDetails',
]);

/** The members of a record under CloudTrail's own names; the same object when nothing needed repair.
 *
 * Three things that exports do to records are undone: top-level names in another case (`eventname`), the time renamed
 * to `@timestamp`, and `"null"` where null was meant. A member that stands under its right name is never overwritten,
 * and nothing below the top level is touched. */
export function repairFields(object: JsonObject): JsonObject {
  if (!needsRepair(object)) return object;
  const taken = new Set<string>();
  const members = Object.entries(object).map(([key, value]): [string, Json] => {
    const name = nameOf(key, object);
    // Of two misspelt keys for one name the first has it.
    const free = !taken.has(name);
    taken.add(name);
    return free ? [name, nullOf(name, value)] : [key, value];
  });
  // `Object.fromEntries` defines members rather than assigning them, so a key `__proto__` stays a member.
  return Object.fromEntries(members);
}

/** Nearly no record does; asking first keeps the others as they are, without a copy. `for…in` makes no list of the keys:
 * on plain objects it goes over the same ones. */
function needsRepair(object: JsonObject): boolean {
  for (const key in object) {
    if (spelledRight.has(key) ? object[key] === 'null' && structured.has(key) : nameOf(key, object) !== key)
      return true;
  }
  return false;
}

/** The name that a key stands for; the key itself when it is right, unknown, or the right one is there as well. */
function nameOf(key: string, object: JsonObject): string {
  if (spelledRight.has(key)) return key;
  const name = key === '@timestamp' ? 'eventTime' : spelling.get(key.toLowerCase());
  return name === undefined || Object.hasOwn(object, name) ? key : name;
}

function nullOf(name: string, value: Json): Json {
  return value === 'null' && structured.has(name) ? null : value;
}
