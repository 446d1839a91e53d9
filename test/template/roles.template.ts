import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { root } from '../../infra/paths.ts';
import { functions, listOf, referredId } from '../repo/read-template.ts';
import { statements, valuesOf } from './synthesized.ts';

/** What AWS does in a function's name, or for it: no code of ours calls it. */
const byAws = {
  log: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  /** SNS encrypts in the publisher's name. */
  publish: ['kms:Decrypt', 'kms:GenerateDataKey'],
  /** DynamoDB, likewise, where the key is ours. */
  keepPlans: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
  /** Lambda takes messages from the queue. */
  poll: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  /** Lambda sends what an asynchronous invocation failed on. */
  giveUp: ['sqs:SendMessage'],
  /** GetObject of a version, and of an encrypted object. */
  readObject: ['kms:Decrypt', 's3:GetObjectVersion'],
} as const;

const cases: readonly {
  readonly name: string;
  readonly besides: readonly string[];
  readonly never: readonly string[];
}[] = [
  {
    name: 'on-cloudtrail-event',
    besides: [...byAws.log, ...byAws.publish, ...byAws.giveUp],
    // The module that seals can verify, too.
    never: ['kms:VerifyMac'],
  },
  {
    name: 'on-log-object',
    besides: [...byAws.log, ...byAws.publish, ...byAws.poll, ...byAws.readObject],
    never: ['kms:VerifyMac'],
  },
  { name: 'on-schedule', besides: [...byAws.log, ...byAws.publish], never: ['kms:VerifyMac'] },
  {
    name: 'on-alert',
    besides: [...byAws.log, ...byAws.publish, ...byAws.keepPlans, ...byAws.poll],
    never: [],
  },
  {
    name: 'on-request',
    besides: [...byAws.log, ...byAws.publish, ...byAws.keepPlans, ...byAws.giveUp],
    never: [],
  },
];

/** What an action is called, where not like the call. Each item of a transaction is allowed as by itself. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:TransactWriteItems': ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
};

test('every function is looked at', () => {
  expect(cases.map(({ name }) => name).sort()).toEqual([...functions.keys()].sort());
});

describe('a role has what the bundled code calls, and nothing else', () => {
  let modules: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    modules = await bundledModules(cases.map(({ name }) => name));
  });

  test.each(cases)('$name', ({ name, besides, never }) => {
    const plumbing = (modules.get(name) ?? []).filter((module) => !module.startsWith('shared/aws/cloud/'));
    const called = plumbing.flatMap(callsIn).filter((action) => !never.includes(action));
    expect(called.length).toBeGreaterThan(2);
    expect(grantedTo(name)).toEqual([...new Set([...called, ...besides])].sort());
  });

  test.each(cases)('$name reaches into accounts for playbooks alone', ({ name }) => {
    const reaching = (modules.get(name) ?? []).filter((module) => module.startsWith('shared/aws/cloud/'));
    expect(reaching.length > 0).toBe(name === 'on-alert' || name === 'on-request');
  });
});

const remembering = ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map((call) => `dynamodb:${call}`);
const everywhere = { AlertTopic: ['sns:Publish'], AlertKey: byAws.publish };
const detecting = { ...everywhere, StateTable: remembering, SealKey: ['kms:GenerateMac'] };
const responding = {
  ...everywhere,
  ResponseTable: remembering,
  ResponseKey: byAws.keepPlans,
  SealKey: ['kms:GenerateMac', 'kms:VerifyMac'],
  [`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter\${KillSwitch}`]: ['ssm:GetParameter'],
  [`arn:\${AWS::Partition}:iam::*:role/trailguard-dev-member`]: ['sts:AssumeRole'],
};
const readsLogs = ['s3:GetObject', 's3:GetObjectVersion'];

test.each<[string, Readonly<Record<string, readonly string[]>>]>([
  ['on-cloudtrail-event', { ...detecting, CloudTrailEventDeadLetterQueue: byAws.giveUp }],
  [
    'on-log-object',
    {
      ...detecting,
      LogObjectQueue: byAws.poll,
      [`\${LogBucket.Arn}/AWSLogs/*`]: readsLogs,
      [`arn:\${AWS::Partition}:s3:::\${TrailBucket}/\${TrailPrefix}AWSLogs/*`]: readsLogs,
      LogKey: ['kms:Decrypt'],
      TrailKeyArn: ['kms:Decrypt'],
    },
  ],
  ['on-schedule', detecting],
  ['on-alert', { ...responding, AlertQueue: byAws.poll, StateTable: ['dynamodb:PutItem', 'dynamodb:UpdateItem'] }],
  ['on-request', { ...responding, AlertDeadLetterQueue: byAws.giveUp }],
])('%s may do so with its own resources alone', (name, own) => {
  const log = `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/trailguard-dev-${name}:*`;
  expect(Object.fromEntries(grantedOn(name))).toEqual({ ...own, [log]: byAws.log });
});

/** The actions of the calls that a module makes. */
function callsIn(module: string): readonly string[] {
  const source = readFileSync(path.join(root, module), 'utf8');
  const services = new Map(
    [...source.matchAll(/import(?: type)? \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
      ([, names = '', service = '']) => names.split(',').map((name) => [name.trim(), service] as const),
    ),
  );
  return [...source.matchAll(/\bnew (\w+)Command\(/g)].flatMap(([, call]) => {
    const action = `${services.get(`${call}Command`)}:${call}`;
    return renamed[action] ?? [action];
  });
}

function grantedTo(name: string): readonly string[] {
  return [...new Set(grantsOf(name).flatMap((body) => valuesOf(body.Action)))].sort();
}

/** Actions by resource: by its logical id or parameter, otherwise by the text that names it. */
function grantedOn(name: string): ReadonlyMap<string, readonly string[]> {
  const pairs = grantsOf(name).flatMap((body) =>
    valuesOf(body.Resource).flatMap((resource) =>
      valuesOf(body.Action).map((action) => [nameOf(resource), action] as const),
    ),
  );
  const resources = [...new Set(pairs.map(([resource]) => resource))];
  return new Map(
    resources.map((resource) => [
      resource,
      [...new Set(pairs.filter(([other]) => other === resource).map(([, action]) => action))].sort(),
    ]),
  );
}

function nameOf(resource: string): string {
  return resource.startsWith('{') ? (referredId(JSON.parse(resource)) ?? resource) : resource;
}

/** By the role itself, and by policies beside it that are not about playbooks or tracing. */
function grantsOf(name: string): readonly JsonObject[] {
  const role = functions.get(name)?.role;
  const own = statements.filter(({ of, body }) => {
    if (body.Effect !== 'Allow' || body.Principal !== undefined) return false;
    if (of.id === role) return true;
    const isBeside = listOf(of.Properties.Roles).map(referredId).includes(String(role));
    return isBeside && !['playbooks', 'tracing'].includes(String(of.Properties.PolicyName));
  });
  return own.map(({ body }) => body);
}

/** Our modules in each function's bundle. */
async function bundledModules(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const name of names) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [`functions/${name}/handler.ts`],
      outdir: 'dist',
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      treeShaking: true,
      metafile: true,
      write: false,
      logLevel: 'error',
    });
    const kept = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
    );
    found.set(
      name,
      kept.filter((input) => input.startsWith('shared/aws/')),
    );
  }
  return found;
}
