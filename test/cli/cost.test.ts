import { describe, expect, it } from 'vitest';
import { assumptions } from '#cli/cost/assumptions.ts';
import { runCli } from './run-cli.ts';

const cost = (...args: readonly string[]): ReturnType<typeof runCli> =>
  runCli(['cost', '--events-per-month', '1000000', ...args]);
const jsonOf = async (...args: readonly string[]) => JSON.parse((await cost(...args, '--format', 'json')).stdout);

describe('cost', () => {
  it('prints what costs, the sum and what is assumed', async () => {
    const { stdout, stderr, exitCode } = await cost();
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^US East \(N\. Virginia\), a month, list prices as of \d{4}-\d\d-\d\d/);
    expect(stdout).toMatch(/^Together +\d+\.\d\d$/m);
    for (const name of Object.keys(assumptions)) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
  });

  it('leaves out what is not used', async () => {
    expect((await cost()).stdout).not.toContain('data events');
    expect((await cost('--data-events', '5')).stdout).toContain('data events');
  });

  it('as json has the inputs, the assumptions, and every price with its source', async () => {
    const estimate = await jsonOf('--accounts', '3', '--alerts', '7');
    expect(estimate.inputs).toEqual({
      managementEvents: 1_000_000,
      dataEvents: 0,
      accounts: 3,
      regions: 3,
      alerts: 7,
      isFirstTrail: true,
    });
    expect(estimate.assumptions).toHaveLength(Object.keys(assumptions).length);
    for (const line of estimate.lines) {
      expect(line).toMatchObject({ service: expect.any(String), quantity: expect.any(Number) });
      expect(line.price.source).toMatch(/\d{4}-\d\d-\d\d/);
    }
    expect(estimate.monthlyUsd).toBeCloseTo(
      estimate.lines.reduce((sum: number, { usd }: { usd: number }) => sum + usd, 0),
      9,
    );
  });

  it.each<readonly [name: string, args: readonly string[], assumption: string, value: number]>([
    ['--selectivity', ['--selectivity', '0.05'], 'selectivity', 0.05],
    ['--log-bytes-per-event', ['--log-bytes-per-event', '300'], 'logBytesPerEvent', 300],
    ['--assume', ['--assume', 'monthsKept=1', '--assume', 'fastMs=5'], 'monthsKept', 1],
  ])('%s replaces an assumption, and says so', async (_, args, name, value) => {
    const { assumptions: shown } = await jsonOf(...args);
    expect(shown).toContainEqual(expect.objectContaining({ name, value, source: 'as told' }));
  });

  it('counts alerts by the account', async () => {
    expect((await jsonOf('--accounts', '4')).inputs.alerts).toBe(4 * assumptions.alertsPerAccount.value);
    expect((await jsonOf('--accounts', '4', '--assume', 'alertsPerAccount=2')).inputs.alerts).toBe(8);
  });

  it('takes the prices of another region', async () => {
    const [there, here] = [await jsonOf('--price-region', 'eu-central-1'), await jsonOf()];
    expect(there.region).toBe('eu-central-1');
    expect(there.monthlyUsd).toBeGreaterThan(here.monthlyUsd);
  });
});

describe('bad usage', () => {
  const events = ['--events-per-month', '1'];
  it.each<readonly [name: string, args: readonly string[], message: string]>([
    ['no events', [], 'say how many management events there are'],
    ['events that are no number', ['--events-per-month', '1e6'], '--events-per-month takes a whole number from 0'],
    ['a negative number', ['--events-per-month=-1'], '--events-per-month takes a whole number from 0'],
    ['no account', [...events, '--accounts', '0'], '--accounts takes a whole number from 1 to 100,000; "0" is not'],
    ['a hundred and one regions', [...events, '--regions', '101'], '--regions takes a whole number from 1 to 100'],
    ['a share above one', [...events, '--selectivity', '25'], '--selectivity takes a number from 0 to 1; "25" is not'],
    ['a share above one, assumed', [...events, '--assume', 'selectivity=2'], '--assume selectivity takes a number'],
    ['an assumption that there is not', [...events, '--assume', 'toString=1'], '--assume takes NAME=VALUE with one of'],
    ['an assumption without a value', [...events, '--assume', 'fastMs'], '--assume fastMs takes a number'],
    ['an unknown region', [...events, '--price-region', 'mars'], '--price-region is one of us-east-1, eu-central-1'],
    ['an unclear answer', [...events, '--first-trail', 'maybe'], '--first-trail is one of yes, no'],
    ['an unknown format', [...events, '--format', 'html'], '--format is one of table, json'],
    ['an unknown option', [...events, '--acounts', '2'], 'Unknown option'],
    ['a word', [...events, 'all'], 'cost takes options only; "all" is none'],
  ])('%s', async (_, args, message) => {
    const run = await runCli(['cost', ...args]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});
