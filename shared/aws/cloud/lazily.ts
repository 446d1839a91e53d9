/** A port whose methods all return promises, made when one of them is first called. */
export function lazily<T extends object>(make: () => Promise<T>): T {
  let making: Promise<T> | undefined;
  const call = async (name: string | symbol, args: readonly unknown[]): Promise<unknown> => {
    making ??= make();
    const port = await making;
    const method: unknown = Reflect.get(port, name);
    if (typeof method !== 'function') throw new TypeError(`a port has no method ${String(name)}`);
    return Reflect.apply(method, port, args);
  };
  // A method of a port is a function whatever its name, so that the type of `make`'s result holds for the stand-in.
  return new Proxy<T>({} as T, {
    get:
      (_, name) =>
      (...args: readonly unknown[]) =>
        call(name, args),
  });
}
