import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId, type Deployment, startDeployment } from './deployment.ts';
import { counted } from './function-log.ts';
import { waitUntil } from './inbox.ts';
import { type CallRecord, deliver, recordOf } from './record.ts';

/** One call comes by both ways, and the fast one dies over it: each step goes on from the one before. */
describe('two ways in', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trailguard-doors-'));
  const dieEarly = path.join(folder, 'die-early');
  let deployment: Deployment | undefined;
  let record: CallRecord;

  beforeAll(async () => {
    deployment = await startDeployment({
      DIE_EARLY: dieEarly,
      NODE_OPTIONS: `--require=${path.join(import.meta.dirname, 'die-early.cjs')}`,
    });
    const call = { service: 'guardduty', eventName: 'DeleteDetector', requestParameters: { detectorId: 'd1' } };
    record = recordOf(call, deployment.account);
  });

  afterAll(async () => {
    await deployment?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const running = (): Deployment => {
    if (deployment === undefined) throw new Error('nothing is deployed');
    return deployment;
  };

  const putLogObject = async (): Promise<void> => {
    const { account, stack } = running();
    const Key = `AWSLogs/${accountId}/CloudTrail/us-east-1/2026/03/05/${accountId}_CloudTrail_us-east-1_20260305T0920Z_Uu3kT0cYB1kV5Nqe.json.gz`;
    const Body = gzipSync(JSON.stringify({ Records: [record] }));
    await account.s3.send(new PutObjectCommand({ Bucket: stack('LogBucket'), Key, Body }));
  };

  const count = (name: string, metric: string): Promise<number> =>
    counted(running().account, running().stack(`${name}LambdaFunction`), metric);

  it('one dies before it has told anybody', async () => {
    writeFileSync(dieEarly, '');
    await deliver(record, running().account);
    await waitUntil('the death of on-cloudtrail-event', async () => readFileSync(dieEarly, 'utf8') === 'died');
  });

  it('the other tells of the call', async () => {
    await putLogObject();
    await waitUntil('the log object', async () => (await count('OnLogObject', 'ObjectsRead')) === 1);
    expect(await running().inbox.received(1)).toMatchObject([
      { rule: { name: 'guardduty/detector-disabled' }, foundVia: 's3', events: [{ eventID: record.eventID }] },
    ]);
  });

  it('neither tells of it again, however often it comes', async () => {
    rmSync(dieEarly);
    const before = await count('OnCloudTrailEvent', 'RecordsRead');
    await deliver(record, running().account);
    await putLogObject();
    await waitUntil('both again', async () => {
      const [event, object] = await Promise.all([
        count('OnCloudTrailEvent', 'RecordsRead'),
        count('OnLogObject', 'ObjectsRead'),
      ]);
      return event > before && object === 2;
    });
    expect(await running().inbox.received(1)).toHaveLength(1);
  });
});
