import type { JsonObject } from '#shared/model/json.ts';
import { officeHours } from '../calendar.ts';
import type { Call } from '../call.ts';
import { accessKeyId, accountId, addresses, agents, arn, homeRegion } from '../company/account.ts';
import { type Caller, keyUser, type Origin, roleArn, roleSession, sessionKeyId, through } from '../company/callers.ts';
import { buckets, functions, repositories, roles, stacks } from '../company/estate.ts';
import type { Random } from '../random.ts';
import type { Activity } from './activity.ts';

/** The pipeline builds an image, then lets CloudFormation roll it out: a few times a day, in office hours. */
export const deploy: Activity = {
  rhythm: officeHours(1),
  typicalCalls: 13,
  gapMs: 20_000,
  burst: (random, startMs) => {
    const session = `run-${100_000 + random.below(900_000)}`;
    const origin = { from: random.pick(addresses.ciRunners), agent: agents.nodeSdk };
    const runner = roleSession(roles.ciDeploy, session, origin, startMs);
    const stack = random.pick(stacks);
    return [
      webIdentitySession(session, origin, startMs),
      { caller: runner, service: 'sts', name: 'GetCallerIdentity' },
      ...pushImage(runner, random),
      ...rollOut(runner, stack, random),
    ];
  },
};

/** A job that still runs as the IAM user `deploy-bot`, whose key will leak; never after the morning it is switched off. */
export const nightlyMirror: Activity = {
  rhythm: ({ weekday, hour }) => (weekday < 4 && hour === 3 ? 2 : 0),
  typicalCalls: 3,
  gapMs: 4000,
  burst: (random) => {
    const origin = { from: random.pick(addresses.ciRunners), agent: agents.cli };
    const bot = keyUser('deploy-bot', accessKeyId('deploy-bot'), origin);
    return [
      { caller: bot, service: 'sts', name: 'GetCallerIdentity' },
      { caller: bot, service: 'ecr', name: 'GetAuthorizationToken' },
      { caller: bot, service: 'ecr', name: 'DescribeRepositories', request: { repositoryNames: [...repositories] } },
    ];
  },
};

function webIdentitySession(session: string, origin: Origin, startMs: number): Call {
  const provider = arn('iam', '', 'oidc-provider/token.ci.example.com');
  const userName = 'repo:shop:ref:refs/heads/main';
  return {
    caller: {
      identity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${userName}`,
        userName,
        identityProvider: provider,
      },
      sourceIPAddress: origin.from,
      userAgent: origin.agent,
    },
    service: 'sts',
    name: 'AssumeRoleWithWebIdentity',
    request: { roleArn: roleArn(roles.ciDeploy), roleSessionName: session, durationSeconds: 3600 },
    response: {
      credentials: { accessKeyId: sessionKeyId(`${roles.ciDeploy.name}/${session}`, startMs) },
      subjectFromWebIdentityToken: userName,
      assumedRoleUser: {
        assumedRoleId: `${roles.ciDeploy.id}:${session}`,
        arn: arn('sts', '', `assumed-role/${roles.ciDeploy.name}/${session}`),
      },
      provider,
      audience: 'sts.amazonaws.com',
    },
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn(roles.ciDeploy) }],
  };
}

function pushImage(caller: Caller, random: Random): readonly Call[] {
  const repositoryName = random.pick(repositories);
  const image: JsonObject = { registryId: accountId, repositoryName };
  return [
    { caller, service: 'ecr', name: 'GetAuthorizationToken' },
    { caller, service: 'ecr', name: 'BatchCheckLayerAvailability', request: image },
    { caller, service: 'ecr', name: 'PutImage', request: { ...image, imageTag: `main-${random.hex(7)}` } },
  ];
}

function rollOut(caller: Caller, stackName: string, random: Random): readonly Call[] {
  const changeSetName = `${stackName}-${random.hex(8)}`;
  const names = { stackName, changeSetName };
  const inside = through(caller, 'cloudformation');
  const functionName = random.pick(functions);
  const code = { functionName, s3Bucket: buckets.artifacts, s3Key: `${functionName}/${random.hex(12)}.zip` };
  const functionArn = arn('lambda', homeRegion, `function:${functionName}`);
  const step = (name: string, request: JsonObject): Call => ({ caller, service: 'cloudformation', name, request });
  return [
    step('DescribeStacks', { stackName }),
    step('CreateChangeSet', { ...names, changeSetType: 'UPDATE', capabilities: ['CAPABILITY_IAM'] }),
    step('DescribeChangeSet', names),
    step('ExecuteChangeSet', names),
    { caller: inside, service: 'lambda', name: 'GetFunction20150331v2', request: { functionName } },
    {
      caller: inside,
      service: 'lambda',
      name: 'UpdateFunctionCode20150331v2',
      request: { ...code, publish: false, dryRun: false },
      response: { functionName, functionArn, runtime: 'nodejs22.x', lastUpdateStatus: 'InProgress' },
    },
    step('DescribeStackEvents', { stackName }),
    step('DescribeStacks', { stackName }),
  ];
}
