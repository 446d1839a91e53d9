import { allDay, atHours, either, officeHours } from '../calendar.ts';
import type { Call } from '../call.ts';
import { assumeRole } from '../calls/assume-role.ts';
import { callBucket } from '../calls/bucket.ts';
import { addresses, agents, arn, homeRegion, trailBucket } from '../company/account.ts';
import { awsItself, awsService, type Caller, roleSession, through } from '../company/callers.ts';
import { functions, keyResource, keys, roles } from '../company/estate.ts';
import type { Random } from '../random.ts';
import type { Activity } from './activity.ts';

/** A function starts cold: Lambda takes its role, which reads a parameter and so has it decrypted. */
export const coldStarts: Activity = {
  rhythm: either(allDay(0.7), officeHours(1.2)),
  typicalCalls: 3,
  gapMs: 800,
  burst: (random, startMs) => {
    const functionName = random.pick(functions);
    const wanted = functionName === 'customer-export' ? roles.exportWorker : roles.shopWorker;
    const origin = { from: addresses.workloads, agent: agents.nodeSdk };
    const caller = roleSession(wanted, functionName, origin, startMs);
    const name = `/${functionName}/settings`;
    return [
      assumeRole(awsService('lambda'), wanted, functionName, startMs),
      {
        caller,
        service: 'ssm',
        name: 'GetParameter',
        request: { name, withDecryption: true },
      },
      decrypt(through(caller, 'ssm'), keys.parameters, { PARAMETER_ARN: arn('ssm', homeRegion, `parameter${name}`) }),
    ];
  },
};

/** AWS's own rounds: trail delivery checks its bucket, secrets rotate, keys are decrypted with. */
export const awsRounds: Activity = {
  rhythm: allDay(1.3),
  typicalCalls: 1,
  gapMs: 2000,
  burst: (random) => [random.pick(rounds)(random)],
};

/** Once a night a key of the key service gets new material. */
export const keyRotation: Activity = {
  rhythm: atHours([0], 0.6),
  typicalCalls: 1,
  gapMs: 1000,
  burst: (random) => {
    const key = random.pick(Object.values(keys));
    return [
      {
        caller: awsItself('kms'),
        service: 'kms',
        name: 'RotateKey',
        eventType: 'AwsServiceEvent',
        resources: [keyResource(key)],
        serviceDetails: { keyId: key, rotationType: 'AUTOMATIC', keyOrigin: 'AWS_KMS' },
      },
    ];
  },
};

const rounds: readonly ((random: Random) => Call)[] = [
  () => callBucket(awsService('cloudtrail'), 'GetBucketAcl', trailBucket, 'acl'),
  () => callBucket(awsService('delivery.logs'), 'GetBucketAcl', 'example-load-balancer-logs', 'acl'),
  (random) => {
    const secret = arn('secretsmanager', homeRegion, `secret:shop/database-${random.base62(6)}`);
    return decrypt(awsService('secretsmanager'), keys.secrets, { SecretARN: secret });
  },
  (random) => ({
    caller: awsItself('secretsmanager'),
    service: 'secretsmanager',
    name: random.pick(['RotationStarted', 'RotationSucceeded']),
    eventType: 'AwsServiceEvent',
    additional: { SecretId: arn('secretsmanager', homeRegion, 'secret:shop/database') },
  }),
  () => ({
    caller: awsService('rds'),
    service: 'kms',
    name: 'GenerateDataKey',
    request: { keyId: keys.customers, keySpec: 'AES_256', encryptionContext: { 'aws:rds:db-id': 'db-shop' } },
    resources: [keyResource(keys.customers)],
    shared: true,
  }),
];

function decrypt(caller: Caller, key: string, encryptionContext: Readonly<Record<string, string>>): Call {
  return {
    caller,
    service: 'kms',
    name: 'Decrypt',
    request: { encryptionContext, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    resources: [keyResource(key)],
  };
}
