import { describe, expect, it } from 'vitest';
import { lazily } from '#shared/aws/cloud/lazily.ts';

interface Greeter {
  greet(name: string): Promise<string>;
  fail(): Promise<never>;
}

const createGreeter = (): Greeter => {
  const greeting = 'hello';
  return {
    greet: async (name) => `${greeting} ${name}`,
    fail: async () => {
      throw new TypeError('as made');
    },
  };
};

describe('a port made lazily', () => {
  it('is made with the first call, and once', async () => {
    let made = 0;
    const greeter = lazily(async () => {
      made += 1;
      return createGreeter();
    });
    expect(made).toBe(0);
    expect(await Promise.all([greeter.greet('a'), greeter.greet('b')])).toEqual(['hello a', 'hello b']);
    expect(made).toBe(1);
  });

  it('fails as the port fails', async () => {
    await expect(lazily(async () => createGreeter()).fail()).rejects.toThrow(TypeError);
  });

  it('fails with the call when it cannot be made', async () => {
    const broken = lazily<Greeter>(async () => {
      throw new Error('no such module');
    });
    await expect(broken.greet('a')).rejects.toThrow('no such module');
  });
});
