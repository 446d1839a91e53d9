import { describe, expect, it } from 'vitest';
import { showTrails } from '#cli/trail/show-trails.ts';
import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import { readerOf } from '../shared/doctor/reader-of.ts';
import { denied, known, nowMs, wellFacts, wellTrail, withTrail } from '../shared/doctor/well-facts.ts';
import { type CliRun, jsonLines, runWithIo } from './run-cli.ts';

const off = { ...wellTrail, arn: 'arn:off', name: 'old', bucket: 'old-logs', status: known({ isLogging: false }) };
const two = { ...wellFacts, trails: known([wellTrail, off]) };

function show(facts: DoctorFacts, ...args: readonly string[]): Promise<CliRun> {
  return runWithIo((io) => showTrails(args, io, async () => readerOf(facts)), { nowMs });
}

describe('trail status', () => {
  it('shows each trail in a row, with what it lacks', async () => {
    const run = await show(two, '--format', 'table');
    expect(run.exitCode).toBe(0);
    expect(run.stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
      'STATE | HOME | TRAIL | BUCKET, WHAT IT LACKS',
      'on | eu-central-1 | trailguard-prod | trailguard-prod-logs',
      'all is well',
      'off | eu-central-1 | old | old-logs',
      'the trail is off',
      '',
    ]);
  });

  it('writes a trail a line, with the findings of doctor', async () => {
    const run = await show(two, '--format', 'ndjson');
    expect(jsonLines(run.stdout)).toMatchObject([
      { name: 'trailguard-prod', isMultiRegion: true },
      {
        name: 'old',
        findings: expect.arrayContaining([expect.objectContaining({ check: 'trail-logging', status: 'problem' })]),
      },
    ]);
  });

  it.each<[string, DoctorFacts, number]>([
    ['with 1 when no trail is on', { ...wellFacts, trails: known([off]) }, 1],
    ['with 1 when there is no trail', { ...wellFacts, trails: known([]) }, 1],
    ['with 3 when trails may not be listed', { ...wellFacts, trails: denied('cloudtrail:DescribeTrails') }, 3],
    ['with 3 when what a trail does may not be read', withTrail({ status: denied('cloudtrail:GetTrailStatus') }), 3],
  ])('ends %s', async (_name, facts, exitCode) => {
    expect(await show(facts)).toMatchObject({ exitCode });
  });
});
