import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';

/** What may go wrong with a call, and whether AWS carries it out all the same. */
export const faults = {
  throttled: { kind: 'unavailable', isCarriedOut: false },
  'timed out, carried out': { kind: 'unavailable', isCarriedOut: true },
  'timed out, not carried out': { kind: 'unavailable', isCarriedOut: false },
  denied: { kind: 'denied', isCarriedOut: false },
} as const;

export type Fault = keyof typeof faults;

export interface WatchOptions {
  /** By the number of the call, from 0: what goes wrong with it. */
  readonly faultAt?: (call: number) => Fault | undefined;
  /** Runs before each call, as other people would act in between. */
  readonly before?: (call: number, name: string) => void | Promise<void>;
}

/** A cloud that keeps a list of its calls, by `port.method`, and fails where it is told to. */
export function watchCloud(
  cloud: Cloud,
  { faultAt, before }: WatchOptions = {},
): { readonly cloud: Cloud; readonly calls: readonly string[] } {
  const calls: string[] = [];
  const watchPort = (port: string, methods: object): object =>
    new Proxy(methods, {
      get(target, method) {
        const carryOut: unknown = Reflect.get(target, method);
        if (typeof carryOut !== 'function') return carryOut;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          const name = `${port}.${String(method)}`;
          const call = calls.push(name) - 1;
          await before?.(call, name);
          const fault = faultAt?.(call);
          if (fault === undefined) return await Reflect.apply(carryOut, target, args);
          if (faults[fault].isCarriedOut) await Reflect.apply(carryOut, target, args);
          throw new CloudError(`${name}: ${fault}`, {
            kind: faults[fault].kind,
            permission: permissionsOf(name)[0] ?? '',
          });
        };
      },
    });
  const watched = new Proxy(cloud, {
    get: (target, port) => {
      const methods: unknown = Reflect.get(target, port);
      return port in cloudPermissions ? watchPort(String(port), methods as object) : methods;
    },
  });
  return { cloud: watched, calls };
}

/** The permissions of a call by its name. */
export function permissionsOf(name: string): readonly string[] {
  const [port = '', method = ''] = name.split('.');
  const table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = cloudPermissions;
  return table[port]?.[method] ?? [];
}
