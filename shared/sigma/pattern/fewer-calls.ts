import type { NeededCall } from './needed-calls.ts';

/** Ask for more in fewer calls, widening the widest first: services whose changes take much room are asked for all their changes; where
 * no service is left, for all their calls; at last any record is asked for.
 * @param room characters to save, more or less */
export function fewerCalls(calls: readonly NeededCall[], room: number): readonly NeededCall[] {
  for (const mayRead of [false, true]) {
    const services = fullestServices(
      calls.filter((one) => one.mayRead === mayRead),
      room,
    );
    if (services.length === 0) continue;
    const isKept = (one: NeededCall): boolean => one.mayRead !== mayRead || !services.includes(serviceOf(one) ?? '');
    const whole = services.map((source) => {
      const ruleIds = calls.filter((one) => !isKept(one) && serviceOf(one) === source).flatMap((one) => one.ruleIds);
      return { call: { source, others: {} }, mayRead, ruleIds };
    });
    return [...calls.filter(isKept), ...whole];
  }
  return [{ call: { others: {} }, mayRead: true, ruleIds: calls.flatMap(({ ruleIds }) => ruleIds) }];
}

/** The services whose calls by name take the most room, as many as make up what is to be saved. */
function fullestServices(calls: readonly NeededCall[], wanted: number): readonly string[] {
  const rooms = new Map<string, number>();
  for (const one of calls) {
    const service = serviceOf(one);
    if (service === undefined || one.call.name === undefined) continue;
    rooms.set(service, (rooms.get(service) ?? 0) + JSON.stringify([one.call.name, one.call.others]).length);
  }
  const fullestFirst = [...rooms].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  let saved = 0;
  const found: string[] = [];
  for (const [service, room] of fullestFirst) {
    if (saved >= wanted) break;
    saved += room;
    found.push(service);
  }
  return found;
}

function serviceOf({ call }: NeededCall): string | undefined {
  return call.source?.toLowerCase();
}
