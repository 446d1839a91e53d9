import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../infra/paths.ts';
import { type Emulator, startMiniStack } from '../contract/emulator.ts';
import { type Account, openAccount } from '../e2e/account.ts';

const id = '123456789012';
const run = promisify(execFile);

/** The README's commands, typed as they stand there, in the order of a deployment's life. MiniStack knows no trails, so that the
 * deployment is one that is told of a bucket. */
describe('the framework, against an emulator', () => {
  let emulator: Emulator | undefined;
  let account: Account;

  beforeAll(async () => {
    emulator = await startMiniStack();
    account = openAccount(emulator.endpoint, id);
  });

  afterAll(async () => {
    await emulator?.stop();
  });

  /** @returns what it printed */
  const npm = async (script: string, ...args: readonly string[]): Promise<string> => {
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: emulator?.endpoint,
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: 'none',
      CI: 'true',
    };
    const { stdout, stderr } = await run('npm', ['run', script, '--', '--stage', 'prod', ...args], { cwd: root, env });
    return stdout + stderr;
  };

  const resources = async (): Promise<string> =>
    account.query('cloudformation', 'DescribeStackResources', { StackName: 'trailguard-prod' });

  it('deploys by one command', async () => {
    const said = await npm('deploy', '--param=trailBucket=example-trail-logs', '--param=alertEmail=you@example.com');
    expect(said).toContain('Service deployed to stack trailguard-prod');
    const made = await resources();
    for (const name of ['OnCloudTrailEventLambdaFunction', 'AlertEmailSubscription', 'NoLogFileAlarm', 'Dashboard']) {
      expect(made).toContain(`<LogicalResourceId>${name}</LogicalResourceId>`);
    }
    expect(made).not.toContain('<LogicalResourceId>LogBucket</LogicalResourceId>');
  });

  it('deploys again over what is there', async () => {
    const said = await npm('deploy', '--param=trailBucket=example-trail-logs', '--param=alertEmailSeverity=high');
    expect(said).toContain('Service deployed to stack trailguard-prod');
    expect(await resources()).not.toContain('<LogicalResourceId>AlertEmailSubscription</LogicalResourceId>');
  });

  it('is taken down by one command, which says what stays', async () => {
    const said = await npm('remove');
    expect(said).toContain('your own log bucket, as it was: example-trail-logs');
    expect(said).toMatch(/aws dynamodb delete-table --table-name trailguard-prod-ResponseTable-/);
    await expect(account.query('cloudformation', 'DescribeStacks', { StackName: 'trailguard-prod' })).rejects.toThrow(
      /does not exist|DELETE_COMPLETE/,
    );
  });
});
