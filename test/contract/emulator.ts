import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonEnvironment } from './python-environment.ts';

/** An emulator of AWS that runs on this machine. */
export interface Emulator {
  readonly name: string;
  readonly endpoint: string;
  /** End its process, and wait until it has ended. */
  stop(): Promise<void>;
}

/** MiniStack, on a free port of the loopback interface. */
export function startMiniStack(): Promise<Emulator> {
  const bin = pythonEnvironment('requirements-ministack.txt');
  return start('MiniStack', (port) => ({
    command: path.join(bin, 'python'),
    args: ['-m', 'ministack'],
    // By default it listens on every interface.
    env: {
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: 'us-east-1',
      LAMBDA_EXECUTOR: 'local',
    },
  }));
}

/** The server of moto, on a free port of the loopback interface. */
export function startMoto(): Promise<Emulator> {
  const bin = pythonEnvironment('requirements-moto.txt');
  return start('moto', (port) => ({
    command: path.join(bin, 'python'),
    args: [path.join(bin, 'moto_server'), '--host', '127.0.0.1', '--port', String(port)],
    env: {},
  }));
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const startTimeoutMs = 60_000;

async function start(name: string, programOn: (port: number) => Program): Promise<Emulator> {
  const port = await freePort();
  const { command, args, env } = programOn(port);
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  // Should this process end before it can say so.
  process.once('exit', () => child.kill());
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => end(child);
  const deadline = AbortSignal.timeout(startTimeoutMs);
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || child.signalCode !== null || deadline.aborted) {
      await stop();
      throw new Error(`${name} did not start on ${endpoint}. It said:\n${said}`);
    }
    await sleep(100);
  }
  return { name, endpoint, stop };
}

/** Whatever it answers, it is there. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await (await fetch(endpoint, { signal: AbortSignal.timeout(2000) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(impatient);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');
  return address.port;
}
