import { describe, expect, it } from 'vitest';
import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import { gatherFacts } from '#shared/doctor/gather-facts.ts';
import { readerOf } from './reader-of.ts';
import { accountFacts, denied, known, nowMs, wellFacts, withBucket, withStack } from './well-facts.ts';

const asked = { stage: 'prod', version: '1.2.3', nowMs };

describe('gathering facts', () => {
  it.each<[string, DoctorFacts]>([
    ['a deployment that is well', wellFacts],
    ['a policy that may not be read', withBucket({ policy: denied('s3:GetBucketPolicy') })],
    ['a template that may not be read', withStack({ ruleStates: denied('cloudformation:GetTemplate') })],
    ['a bucket that is gone', { ...wellFacts, logBucket: { bucket: 'trailguard-prod-logs', facts: known(undefined) } }],
    ['regions that may not be listed', { ...wellFacts, regions: denied('ec2:DescribeRegions') }],
  ])('reads %s as it is', async (_name, facts) => {
    expect(await gatherFacts(readerOf(facts), asked)).toEqual(facts);
  });

  it('reads the bucket of the best trail where no stage is named, and looks for deployments', async () => {
    const facts = { ...accountFacts, stackNames: known(['trailguard-dev']) };
    expect(await gatherFacts(readerOf(facts), { version: '1.2.3', nowMs })).toEqual(facts);
  });

  it('reads no bucket where there is no trail', async () => {
    const { logBucket: _, ...rest } = accountFacts;
    const facts = { ...rest, trails: known([]), stackNames: known([]) };
    expect(await gatherFacts(readerOf(facts), { version: '1.2.3', nowMs })).toEqual(facts);
  });

  it('says that there is no stack of the stage', async () => {
    const { regions: _, ...rest } = wellFacts;
    const facts = { ...rest, stack: known(undefined) };
    expect(await gatherFacts(readerOf(facts), asked)).toEqual(facts);
  });

  it('throws what is no answer of AWS', async () => {
    const reader = readerOf(wellFacts);
    const list = async () => {
      throw new TypeError('a fault of ours');
    };
    await expect(gatherFacts({ ...reader, trails: { ...reader.trails, list } }, asked)).rejects.toThrow('of ours');
  });
});
