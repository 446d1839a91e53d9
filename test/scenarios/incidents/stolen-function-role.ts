import { timeOn } from '../../../samples/generator/calendar.ts';
import type { Call } from '../../../samples/generator/call.ts';
import { accessKeyId, addresses, agents } from '../../../samples/generator/company/account.ts';
import { role, roleSession } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const thief = roleSession(
  role('report-builder'),
  'report-builder',
  { from: addresses.intruder, agent: agents.boto3 },
  timeOn('thursday', '21:40:00'),
);
const call = callAs(thief);
const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1'];
const backdoor = 'report-archive';

/** A package that a function loads sends away the credentials of its role, which may do more than it needs. */
export const stolenFunctionRole: Incident = {
  title: "a function's role that is taken, looks around, reads buckets and runs models",
  steps: [
    from(0, [
      call('s3', 'ListBuckets', { Host: 's3.amazonaws.com' }),
      call('iam', 'ListUsers'),
      call('iam', 'ListRoles'),
      call('iam', 'GetAccountSummary'),
      call('rds', 'DescribeDBInstances'),
      call('lambda', 'ListFunctions20150331'),
      call('secretsmanager', 'ListSecrets'),
      call('dynamodb', 'ListTables'),
      call('kms', 'ListKeys'),
      call('ecr', 'DescribeRepositories'),
      call('cloudtrail', 'DescribeTrails'),
    ]),
    from(
      6,
      Array.from({ length: 12 }, (_, at) => listed(`example-team-${at}`)),
      11,
    ),
    from(
      12,
      Array.from({ length: 24 }, (_, at) =>
        call('bedrock', 'InvokeModel', { modelId: 'example.large-model-v1:0' }, { region: regions[at % 4] ?? '' }),
      ),
      5,
    ),
    from(20, [
      call('iam', 'CreateUser', { userName: backdoor }),
      call(
        'iam',
        'CreateAccessKey',
        { userName: backdoor },
        { response: { accessKey: { userName: backdoor, accessKeyId: accessKeyId(backdoor), status: 'Active' } } },
      ),
    ]),
  ],
  alerts: [
    'medium correlation/newcomer-asked-rare-questions',
    'high correlation/access-made-by-program-after-looking-around',
    'medium correlation/newcomer-read-buckets-in-bulk',
    'medium correlation/models-called-in-many-regions',
    'low iam/policy-changed',
    'medium iam/access-key-created-for-another-user',
  ],
};

function listed(bucketName: string): Call {
  const Host = `${bucketName}.s3.eu-central-1.amazonaws.com`;
  return call('s3', 'ListObjects', { 'list-type': '2', bucketName, prefix: '', Host });
}
