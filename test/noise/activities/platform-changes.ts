import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { openPort } from '../../../samples/generator/calls/open-port.ts';
import { arn, resourceId } from '../../../samples/generator/company/account.ts';
import { type Caller, roleArn } from '../../../samples/generator/company/callers.ts';
import {
  buckets,
  databaseSecurityGroup,
  functions,
  keyResource,
  keys,
  roles,
  servers,
  webImage,
} from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { callAs } from '../call-as.ts';
import { homeArn, terraformRun } from '../staff.ts';
import type { Work } from './work.ts';

/** Terraform changes production after review: some of permissions, buckets, groups, keys, alarms. */
export const platformChanged: Work = {
  gapMs: 6000,
  run: (random, startMs) => {
    const caller = terraformRun(roles.terraform, random, startMs);
    const count = 1 + random.below(3);
    return Array.from({ length: count }, () => random.pick(changes)(caller, random)).flat();
  },
};

type Change = (caller: Caller, random: Random) => readonly Call[];

const changes: readonly Change[] = [
  (caller, random) => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: `arn:aws:s3:::${buckets.artifacts}/*` },
        { Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource: '*' },
      ],
    };
    const { name } = random.pick([roles.shopWorker, roles.exportWorker, roles.webServer]);
    return [
      callAs(caller)('iam', 'PutRolePolicy', {
        roleName: name,
        policyName: 'app',
        policyDocument: JSON.stringify(policy),
      }),
    ];
  },
  (caller, random) => {
    const call = callAs(caller);
    const policyArn = arn('iam', '', 'policy/shop-data');
    const policyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:Query', 'dynamodb:GetItem'],
          Resource: homeArn('dynamodb', 'table/shop'),
        },
      ],
    });
    const version = 2 + random.below(40);
    return [
      call('iam', 'CreatePolicyVersion', { policyArn, policyDocument, setAsDefault: true }),
      call('iam', 'DeletePolicyVersion', { policyArn, versionId: `v${version}` }),
    ];
  },
  (caller, random) => {
    const bucket = random.pick([buckets.artifacts, buckets.exports, buckets.state]);
    const Rule = {
      ID: 'old-versions',
      Status: 'Enabled',
      Filter: '',
      NoncurrentVersionExpiration: { NoncurrentDays: 30 + random.below(60) },
      Transition: { Days: 30, StorageClass: 'STANDARD_IA' },
    };
    return [callBucket(caller, 'PutBucketLifecycle', bucket, 'lifecycle', { LifecycleConfiguration: { Rule } })];
  },
  (caller, random) => [
    openPort(caller, {
      groupId: databaseSecurityGroup,
      port: 5432,
      cidr: `10.${random.below(200)}.0.0/16`,
      description: 'From the peered network',
    }),
  ],
  (caller) => {
    const keyId = keys.parameters;
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Account', Effect: 'Allow', Principal: { AWS: arn('iam', '', 'root') }, Action: 'kms:*', Resource: '*' },
        {
          Sid: 'Use',
          Effect: 'Allow',
          Principal: { AWS: roleArn(roles.shopWorker) },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      ],
    };
    return [
      callAs(caller)(
        'kms',
        'PutKeyPolicy',
        { keyId, policyName: 'default', policy: JSON.stringify(policy), bypassPolicyLockoutSafetyCheck: false },
        { resources: [keyResource(keyId)] },
      ),
    ];
  },
  (caller) => {
    const topicArn = homeArn('sns', 'on-call');
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topicArn,
        },
      ],
    };
    return [
      callAs(caller)('sns', 'SetTopicAttributes', {
        topicArn,
        attributeName: 'Policy',
        attributeValue: JSON.stringify(policy),
      }),
    ];
  },
  (caller, random) => [
    callAs(caller)('lambda', 'UpdateFunctionConfiguration20150331v2', {
      functionName: random.pick(functions),
      memorySize: 512 * (1 + random.below(4)),
      environment: {},
      layers: [homeArn('lambda', 'layer:observability:12')],
    }),
  ],
  (caller) => [
    callAs(caller)('ec2', 'CreateRoute', {
      routeTableId: resourceId('rtb', 'private'),
      destinationCidrBlock: '10.40.0.0/16',
      vpcPeeringConnectionId: resourceId('pcx', 'partner'),
    }),
  ],
  (caller, random) => [
    callAs(caller)('ec2', 'ModifyInstanceAttribute', {
      instanceId: random.pick(servers),
      disableApiTermination: { value: true },
    }),
  ],
  (caller, random) => {
    const call = callAs(caller);
    const request = {
      LaunchTemplateName: 'web',
      LaunchTemplateData: {
        ImageId: webImage,
        UserData: '<sensitiveDataRemoved>',
        IamInstanceProfile: { Name: 'web-server' },
      },
    };
    return [
      call('ec2', 'CreateLaunchTemplateVersion', { CreateLaunchTemplateVersionRequest: request }),
      call('autoscaling', 'StartInstanceRefresh', {
        autoScalingGroupName: 'web',
        preferences: { minHealthyPercentage: 90 + random.below(10) },
      }),
    ];
  },
  (caller, random) => [
    callAs(caller)('config', 'PutConfigRule', {
      configRule: {
        configRuleName: `required-tags-${random.below(6)}`,
        source: { owner: 'AWS', sourceIdentifier: 'REQUIRED_TAGS' },
      },
    }),
  ],
  (caller) => [
    callAs(caller)('cloudfront', 'UpdateDistribution', { id: 'E2EXAMPLE1SHOP', distributionConfig: { enabled: true } }),
  ],
];
