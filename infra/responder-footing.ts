import type { PolicyStatement } from './responder-statements.ts';

/** What Trailguard itself stands on, and what the responder's roles may not do to it, whatever playbooks are granted: stop its trail, have
 * its keys deleted, or change who may write to and read from its log bucket. A bucket and a key that somebody brought along
 * (infra/logs.yml) count as its own; a trail that somebody brought along has a name that the stack does not know.
 *
 * What puts right stays allowed, also on these: starting the trail, restoring its selectors, cancelling a key's deletion, and blocking
 * public access to the bucket, which shuts out the public whatever its policy says.
 * @param granted actions: what a role may not do anyway needs no denial */
export function footing(granted: readonly string[]): readonly PolicyStatement[] {
  return [
    deny('KeepOwnTrail', ['cloudtrail:StopLogging'], [ownTrail]),
    deny('KeepOwnKeys', ['kms:ScheduleKeyDeletion'], ownKeys),
    deny('KeepOwnLogBucket', ['s3:DeleteBucketPolicy', 's3:PutBucketAcl', 's3:PutBucketPolicy'], [logBucket]),
  ]
    .map((statement) => ({ ...statement, Action: statement.Action.filter((action) => granted.includes(action)) }))
    .filter(({ Action }) => Action.length > 0);
}

/** It has the stack's name. Written out, because where somebody brought a trail along there is none to refer to. */
const ownTrail = sub(`arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/\${AWS::StackName}`);

const ownKeys = [
  arnOf('AlertKey'),
  arnOf('ResponseKey'),
  arnOf('SealKey'),
  choose('MakesTrail', arnOf('LogKey'), choose('HasTrailKey', { Ref: 'TrailKeyArn' }, { Ref: 'AWS::NoValue' })),
];

const logBucket = choose('MakesTrail', arnOf('LogBucket'), sub(`arn:\${AWS::Partition}:s3:::\${TrailBucket}`));

function deny(sid: string, actions: readonly string[], resources: readonly object[]): PolicyStatement {
  return { Sid: sid, Effect: 'Deny', Action: actions, Resource: resources };
}

function arnOf(resource: string): object {
  return { 'Fn::GetAtt': [resource, 'Arn'] };
}

function choose(condition: string, then: object, otherwise: object): object {
  return { 'Fn::If': [condition, then, otherwise] };
}

function sub(text: string): object {
  return { 'Fn::Sub': text };
}
