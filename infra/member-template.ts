import { stringify } from 'yaml';
import type { Playbook } from '#shared/respond/playbook.ts';

/** The template of the role by which the responder enters another account: CloudFormation, as YAML text.
 *
 * What each playbook may do there is for that account to say, one parameter a playbook: `plan` reads, `change` changes, `off` does neither. */
export function memberTemplate(playbooks: readonly Playbook[]): string {
  // CloudFormation reads YAML 1.1, in which an unquoted off is false.
  return `${head}${stringify(templateOf(playbooks), { version: '1.1', lineWidth: 0, singleQuote: true })}`;
}

const head = `# The role by which Trailguard's responder enters another account. Deploy it there, in one region, also as a StackSet.
# Made by npm run docs from what the playbooks say that they need.
`;

function templateOf(playbooks: readonly Playbook[]): object {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Lets the Trailguard of another account read, and where you say so change, what its playbooks know',
    Parameters: {
      HomeRoleArns: {
        Type: 'CommaDelimitedList',
        AllowedPattern: 'arn:[\\w-]+:iam::\\d{12}:role/.+',
        Description:
          'The roles of on-alert and on-request in the account where Trailguard runs, with a comma between them',
      },
      ExternalId: {
        Type: 'String',
        NoEcho: true,
        MinLength: 16,
        Description: 'As given to the deployment there with --param="memberExternalId=…"',
      },
      RoleName: {
        Type: 'String',
        Default: 'trailguard-dev-member',
        Description: 'Service, stage and -member, as the deployment there has them',
      },
      ...Object.fromEntries(playbooks.map((playbook) => [nameOf(playbook), parameterOf(playbook)])),
    },
    Conditions: Object.fromEntries(
      playbooks.flatMap((playbook) => {
        const parameter = { Ref: nameOf(playbook) };
        return [
          [`${nameOf(playbook)}Looks`, { 'Fn::Not': [{ 'Fn::Equals': [parameter, 'off'] }] }],
          [`${nameOf(playbook)}Changes`, { 'Fn::Equals': [parameter, 'change'] }],
        ];
      }),
    ),
    Resources: {
      MemberRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: 'Trailguard on-alert and on-request of another account',
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { Ref: 'HomeRoleArns' } },
                Action: 'sts:AssumeRole',
                Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
              },
            ],
          },
        },
      },
      ...Object.fromEntries(playbooks.flatMap(policiesOf)),
    },
    Outputs: { MemberRoleArn: { Value: { 'Fn::GetAtt': ['MemberRole', 'Arn'] } } },
  };
}

function parameterOf({ id, harm }: Playbook): object {
  return {
    Type: 'String',
    AllowedValues: ['off', 'plan', 'change'],
    Default: 'plan',
    Description: `${id}: ${harm}`,
  };
}

function policiesOf(playbook: Playbook): readonly (readonly [string, object])[] {
  const { id, permissions } = playbook;
  return [
    [`${nameOf(playbook)}LookPolicy`, policy(`${id}-look`, `${nameOf(playbook)}Looks`, permissions.read)],
    [
      `${nameOf(playbook)}ChangePolicy`,
      policy(`${id}-change`, `${nameOf(playbook)}Changes`, [...permissions.apply, ...permissions.undo]),
    ],
  ];
}

function policy(name: string, condition: string, actions: readonly string[]): object {
  return {
    Type: 'AWS::IAM::RolePolicy',
    Condition: condition,
    Properties: {
      RoleName: { Ref: 'MemberRole' },
      PolicyName: name,
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*' }],
      },
    },
  };
}

/** `s3-public-policy` as CloudFormation lets names be: `S3PublicPolicy`. */
function nameOf({ id }: Playbook): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
