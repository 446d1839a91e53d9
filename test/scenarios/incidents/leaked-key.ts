import type { JsonObject } from '#shared/model/json.ts';
import { look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { accessKeyId, addresses, agents } from '../../../samples/generator/company/account.ts';
import { keyUser } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const stolen = keyUser('deploy-bot', accessKeyId('deploy-bot'), { from: addresses.intruder, agent: agents.boto3 });
const call = callAs(stolen);
const backdoor = 'mail-archive';
const fresh = keyUser(backdoor, accessKeyId(backdoor), { from: addresses.intruderIpv6, agent: agents.cli });
const region = 'us-east-1';
const modelId = 'example.large-model-v1:0';

/** A key from a public repository: tried, looked around with, sold for mail and models, and made to last. */
export const leakedKey: Incident = {
  title: 'a leaked key that is tried for mail and models and leaves a back door',
  steps: [
    from(0, [call('sts', 'GetCallerIdentity', undefined, { region })]),
    from(1, [
      call('iam', 'ListUsers', { maxItems: 100 }),
      call('iam', 'ListAttachedUserPolicies', { userName: 'deploy-bot' }),
      call('iam', 'ListRoles'),
      call('s3', 'ListBuckets', { Host: 's3.amazonaws.com' }),
      call('ec2', 'DescribeInstances', { maxResults: 1000 }),
      call('lambda', 'ListFunctions20150331'),
      refuse(look(stolen, { service: 'secretsmanager', name: 'ListSecrets' })),
      refuse(look(stolen, { service: 'rds', name: 'DescribeDBInstances' })),
      call('dynamodb', 'ListTables'),
      call('ecr', 'DescribeRepositories'),
    ]),
    from(5, [
      call('ses', 'GetSendQuota', undefined, { region }),
      call('bedrock', 'ListFoundationModels', undefined, { region }),
      call('bedrock', 'GetUseCaseForModelAccess', undefined, { region }),
    ]),
    from(9, [
      call('bedrock', 'PutUseCaseForModelAccess', { formData: 'aGVsbG8=' }, { region }),
      call('bedrock', 'CreateFoundationModelAgreement', { modelId, offerToken: 'example' }, { region }),
    ]),
    from(
      12,
      Array.from({ length: 40 }, () => call('bedrock', 'InvokeModel', { modelId }, { region })),
      4,
    ),
    from(20, [
      call('iam', 'CreateUser', { userName: backdoor }),
      call('iam', 'CreateAccessKey', { userName: backdoor }, { response: { accessKey: newKey() } }),
      call('iam', 'AttachUserPolicy', { userName: backdoor, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ]),
    from(31, [callAs(fresh)('sts', 'GetCallerIdentity', undefined, { region })]),
  ],
  alerts: [
    'medium correlation/first-steps-with-key',
    'medium correlation/key-looked-around',
    'high correlation/access-made-after-looking-around',
    'low ses/limits-asked-with-key',
    'medium correlation/key-tried-for-sale',
    'medium bedrock/model-access-opened',
    'low bedrock/model-called-with-key',
    'medium iam/identity-changed-by-hand',
    'critical correlation/privileged-back-door',
    'medium correlation/new-key-used-elsewhere',
    'medium iam/access-key-created-for-another-user',
    'high iam/administrator-access-attached',
  ],
};

function newKey(): JsonObject {
  return { userName: backdoor, accessKeyId: accessKeyId(backdoor), status: 'Active' };
}
