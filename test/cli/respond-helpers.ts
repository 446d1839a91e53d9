import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AwsAccess } from '#cli/respond/aws-access.ts';
import { runRespond } from '#cli/respond/run-respond.ts';
import type { RespondSubverb } from '#cli/respond.ts';
import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { ResponseStore } from '#shared/ports/response-store.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import {
  createFakeBuckets,
  type FakeBucket,
  type FakeS3,
  makeBucket,
} from '../shared/respond/fake-cloud/fake-buckets.ts';
import { createFakeCloud } from '../shared/respond/fake-cloud/fake-cloud.ts';
import { watchCloud } from '../shared/respond/fake-cloud/watch-cloud.ts';
import type { CliRun } from './run-cli.ts';

export const openStatement: JsonObject = {
  Sid: 'everybody',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::shop/*',
};
export const ownStatement: JsonObject = {
  Sid: 'partner',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::shop/*',
};
export const openPolicy: string = JSON.stringify({ Version: '2012-10-17', Statement: [openStatement, ownStatement] });

/** A record of the call that opened the bucket. */
export const openingRecord: JsonObject = {
  eventVersion: '1.11',
  eventID: '11111111-2222-3333-4444-555555555555',
  eventTime: '2026-03-09T00:00:00Z',
  eventName: 'PutBucketPolicy',
  eventSource: 's3.amazonaws.com',
  awsRegion: 'eu-central-1',
  recipientAccountId: '123456789012',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/alice', accountId: '123456789012' },
  requestParameters: { bucketName: 'shop', bucketPolicy: JSON.parse(openPolicy) },
  responseElements: null,
  eventType: 'AwsApiCall',
};

/** An account with one open bucket, a deployment, and a folder to write to. */
export interface Shore {
  readonly bucket: FakeBucket;
  readonly s3: FakeS3;
  readonly calls: readonly string[];
  readonly table: ResponseStore;
  readonly folder: string;
  readonly approvals: string[];
  /** What CloudTrail remembers, by eventID. */
  readonly history: Map<string, string>;
  /** What the deployed responder answers. */
  answer: string;
  /** The account of the credentials. */
  account: string;
  path(name: string): string;
  write(name: string, text: string): string;
  remove(): void;
  respond(subverb: RespondSubverb, args: readonly string[], stdin?: string): Promise<CliRun>;
}

export function createShore(): Shore {
  const bucket = makeBucket({ policy: openPolicy });
  const s3: FakeS3 = { buckets: new Map([['shop', bucket]]), account: {} };
  const watched = watchCloud(createFakeCloud({ buckets: createFakeBuckets(s3) }));
  const folder = mkdtempSync(join(tmpdir(), 'trailguard-'));
  const table = createMemoryResponseStore();
  const aws: AwsAccess = {
    async openCloud({ accountId }) {
      if (accountId === shore.account) return watched.cloud;
      throw new CloudError('credentials of another account', { kind: 'denied', permission: 'sts:GetCallerIdentity' });
    },
    openStore: () => table,
    findTable: async (functionName) => {
      if (functionName === 'trailguard-prod-on-request') return 'responses';
      throw new CloudError('no such function', { kind: 'not-found', permission: 'lambda:GetFunctionConfiguration' });
    },
    findRecord: async (eventID) => shore.history.get(eventID),
    async ask(functionName, request) {
      shore.approvals.push(`${functionName} ${JSON.stringify(request)}`);
      return shore.answer;
    },
  };
  const shore: Shore = {
    bucket,
    s3,
    calls: watched.calls,
    table,
    folder,
    approvals: [],
    history: new Map(),
    answer: '{}',
    account: '123456789012',
    path: (name) => join(folder, name),
    write(name, text) {
      writeFileSync(shore.path(name), text);
      return shore.path(name);
    },
    remove: () => rmSync(folder, { recursive: true }),
    async respond(subverb, args, stdin = '') {
      const out: string[] = [];
      const err: string[] = [];
      const outputOf = (parts: string[]) => ({
        write: (text: string) => void parts.push(text),
        isTerminal: false,
        colour: false,
        columns: 120,
      });
      const exitCode = await runRespond(subverb, args, {
        io: {
          stdin: Readable.from([Buffer.from(stdin)]),
          stdout: outputOf(out),
          stderr: outputOf(err),
          now: () => Date.UTC(2026, 2, 9),
          builtinRules: 'rules',
        },
        parts: { playbooks, openAws: async () => aws },
      });
      return { exitCode, stdout: out.join(''), stderr: err.join('') };
    },
  };
  return shore;
}
