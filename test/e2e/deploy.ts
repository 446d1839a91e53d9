import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { loadDeployedResponses } from '../../infra/load-deployed-responses.ts';
import { root } from '../../infra/paths.ts';
import { responderStatements } from '../../infra/responder-statements.ts';
import type { Account } from './account.ts';

/** What the test adds to each function's environment. */
export type AddedEnvironment = Readonly<Record<string, string>>;

/** The deployed stack's resources, by their names in the template; what identifies each is its `Ref`. */
export type Stack = (logicalId: string) => string;

/** Stands for `aws.s3` in the events that the test sends. */
export const testSource = 'test.aws.s3';

const packageFolder = path.join(root, '.serverless');
const settingsFolder = path.join(import.meta.dirname, 'settings');
const stackName = 'trailguard-dev';

/** Deploy what `npm run package` made, as the framework does: a stack with the bucket for code, the code, then the whole stack.
 *
 * Not as it was packaged are: the settings of playbooks with the roles that follow from them, which are those of
 * `settings/trailguard.yml`; what is added to the functions' environment; what MiniStack's CloudFormation does not know (the trail is left
 * out, the playbooks' policies are of another type) and its EventBridge neither (the rule's state); how policies name sessions; and
 * that events may also come from us, as EventBridge takes none whose source begins with `aws.` from anyone but AWS. */
export async function deploy(account: Account, added: AddedEnvironment): Promise<Stack> {
  await putStack(account, 'CreateStack', { TemplateBody: readFileSync(templatePath('create'), 'utf8') });
  const codeBucket = (await resourcesOf(account)).get('ServerlessDeploymentBucket') ?? '';
  const template = JSON.parse(readFileSync(templatePath('update'), 'utf8')) as Template;
  const responses = loadDeployedResponses(settingsFolder);
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const { Environment, Code } = Properties as unknown as FunctionProperties;
    const name = path.basename(Code.S3Key);
    const zip = path.join(packageFolder, name);
    const responder = responders.get(name);
    const body = responder === undefined ? readFileSync(zip) : withSettings(zip, responder, responses);
    await account.s3.send(new PutObjectCommand({ Bucket: codeBucket, Key: Code.S3Key, Body: body }));
    const { NODE_OPTIONS = '', ...others } = added;
    const options = [Environment.Variables.NODE_OPTIONS, NODE_OPTIONS].join(' ').trim();
    Object.assign(Environment.Variables, others, { NODE_OPTIONS: options });
  }
  for (const { Properties } of Object.values(template.Resources)) fitPolicies(Properties);
  const { onAlert, onRequest } = responderStatements(playbooks, responses);
  grantPlaybooks(template, 'OnAlert', onAlert);
  grantPlaybooks(template, 'OnRequest', onRequest);
  // MiniStack's CloudFormation cannot make it.
  delete template.Resources['Trail'];
  for (const id of fastRules(template)) openRuleToTest(template.Resources[id]?.Properties as unknown as RuleProperties);
  // Too large for a call's body, which holds 51,200 bytes.
  const Key = 'template.json';
  await account.s3.send(new PutObjectCommand({ Bucket: codeBucket, Key, Body: JSON.stringify(template) }));
  await putStack(account, 'UpdateStack', { TemplateURL: `https://s3.amazonaws.com/${codeBucket}/${Key}` });
  const resources = await resourcesOf(account);
  return (logicalId) => {
    const id = resources.get(logicalId);
    if (id === undefined) throw new Error(`the stack has no ${logicalId}`);
    return id;
  };
}

/** The rules of EventBridge that were made of the Sigma rules, by their names in the packaged template. */
export function fastRuleIds(): readonly string[] {
  return fastRules(JSON.parse(readFileSync(templatePath('update'), 'utf8')) as Template);
}

function fastRules({ Resources }: Template): readonly string[] {
  return Object.entries(Resources).flatMap(([id, { Type }]) =>
    Type === 'AWS::Events::Rule' && id.startsWith('CloudTrailEvents') ? [id] : [],
  );
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: object }>;
}

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly Environment: { readonly Variables: Record<string, unknown> };
}

interface RuleProperties {
  State: string;
  readonly EventPattern: { readonly source: unknown[] };
  readonly Targets: readonly object[];
}

/** Let the test's events through, and hand them over as AWS's. */
function openRuleToTest(rule: RuleProperties): void {
  rule.State = 'ENABLED';
  rule.EventPattern.source.push(testSource);
  const kept = ['version', 'id', 'detail-type', 'account', 'time', 'region', 'resources', 'detail'];
  const members = ['"source":"aws.s3"', ...kept.map((name) => `"${name}":<${name}>`)];
  const InputTransformer = {
    InputPathsMap: Object.fromEntries(kept.map((name) => [name, `$.${name}`])),
    InputTemplate: `{${members.join(',')}}`,
  };
  for (const target of rule.Targets) Object.assign(target, { InputTransformer });
}

const principal = 'aws:PrincipalArn';

/** The packages that settings of playbooks are in, and their functions. */
const responders: ReadonlyMap<string, string> = new Map([
  ['onAlert.zip', 'on-alert'],
  ['onRequest.zip', 'on-request'],
]);

interface Statement {
  readonly Sid?: string;
  readonly Condition?: { readonly ArnNotEquals?: { [principal]?: object | readonly object[] } };
}

interface RoleArn {
  readonly 'Fn::GetAtt': readonly string[];
}

interface WithPolicies {
  readonly PolicyDocument?: { Statement: readonly Statement[] };
  readonly KeyPolicy?: { Statement: readonly Statement[] };
}

/** Make policies mean here what they mean in AWS. The emulator speaks plain HTTP. And where AWS takes a role's ARN for
 * `aws:PrincipalArn`, it takes that of the session. */
function fitPolicies({ PolicyDocument, KeyPolicy }: WithPolicies): void {
  for (const policy of [PolicyDocument, KeyPolicy]) {
    if (policy === undefined) continue;
    policy.Statement = policy.Statement.filter(({ Sid }) => Sid !== 'OnlyOverTls');
    for (const { Condition } of policy.Statement) {
      const exempt = Condition?.ArnNotEquals;
      const roles = exempt?.[principal];
      if (exempt !== undefined && roles !== undefined) exempt[principal] = [roles].flat().map(sessionsOf);
    }
  }
}

function sessionsOf(role: object): object {
  const [logicalId] = (role as RoleArn)['Fn::GetAtt'];
  return { 'Fn::Sub': `arn:\${AWS::Partition}:sts::\${AWS::AccountId}:assumed-role/\${${logicalId}}/*` };
}

function grantPlaybooks(
  { Resources }: Template,
  functionName: 'OnAlert' | 'OnRequest',
  statements: readonly object[],
): void {
  const PolicyDocument = { Version: '2012-10-17', Statement: statements };
  const Properties = { PolicyName: 'playbooks', Roles: [{ Ref: `${functionName}Role` }], PolicyDocument };
  Resources[`${functionName}Playbooks`] = { Type: 'AWS::IAM::Policy', Properties };
}

function templatePath(step: 'create' | 'update'): string {
  return path.join(packageFolder, `cloudformation-template-${step}-stack.json`);
}

async function putStack(
  account: Account,
  operation: 'CreateStack' | 'UpdateStack',
  template: { readonly TemplateBody: string } | { readonly TemplateURL: string },
): Promise<void> {
  const capabilities = { 'Capabilities.member.1': 'CAPABILITY_NAMED_IAM' };
  await account.query('cloudformation', operation, { StackName: stackName, ...template, ...capabilities });
  const done = operation === 'CreateStack' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  for (;;) {
    const answer = await account.query('cloudformation', 'DescribeStacks', { StackName: stackName });
    const status = /<StackStatus>(\w+)</.exec(answer)?.[1] ?? '';
    if (status === done) return;
    // In between, an update is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS.
    if (!status.endsWith('_IN_PROGRESS') || status.includes('ROLLBACK')) {
      const events = await account.query('cloudformation', 'DescribeStackEvents', { StackName: stackName });
      throw new Error(`${operation} ended as ${status}: ${reasonsOf(events).join('; ')}`);
    }
    await sleep(200);
  }
}

function reasonsOf(events: string): readonly string[] {
  return [...events.matchAll(/<ResourceStatusReason>([^<]*)</g)].map(([, reason = '']) => reason);
}

async function resourcesOf(account: Account): Promise<ReadonlyMap<string, string>> {
  const answer = await account.query('cloudformation', 'DescribeStackResources', { StackName: stackName });
  const members = [...answer.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member = '']) => member);
  const textOf = (member: string, tag: string): string => new RegExp(`<${tag}>([^<]*)<`).exec(member)?.[1] ?? '';
  return new Map(members.map((member) => [textOf(member, 'LogicalResourceId'), textOf(member, 'PhysicalResourceId')]));
}

/** The zip with other settings in place of those that it was packaged with. Python is there, since the emulator needs it. */
function withSettings(zip: string, functionName: string, settings: ResponseSettings): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'trailguard-e2e-'));
  const python = (...args: readonly string[]): void => {
    execFileSync('python3', ['-m', 'zipfile', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  try {
    python('-e', zip, '.');
    writeFileSync(path.join(folder, 'dist', functionName, 'responses.json'), JSON.stringify(settings));
    python('-c', 'changed.zip', 'dist');
    return readFileSync(path.join(folder, 'changed.zip'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
