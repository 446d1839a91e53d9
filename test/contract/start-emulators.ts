import type { TestProject } from 'vitest/node';
import { type Emulator, startMiniStack, startMoto } from './emulator.ts';

/** Where the contract is tried. */
export interface Target {
  readonly name: string;
  readonly endpoint: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly targets: readonly Target[];
  }
}

/** Start what the contract is tried on, and end it after the run: both emulators, or what AWS_ENDPOINT_URL names. */
export default async function startEmulators(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.AWS_ENDPOINT_URL;
  if (given !== undefined && given !== '') {
    project.provide('targets', [{ name: given, endpoint: given }]);
    return async () => {};
  }
  const running: Emulator[] = [];
  const stopAll = async (): Promise<void> => {
    await Promise.all(running.map((emulator) => emulator.stop()));
  };
  try {
    for (const start of [startMiniStack, startMoto]) running.push(await start());
  } catch (error) {
    await stopAll();
    throw error;
  }
  project.provide(
    'targets',
    running.map(({ name, endpoint }) => ({ name, endpoint })),
  );
  return stopAll;
}
