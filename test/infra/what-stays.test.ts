import { describe, expect, it } from 'vitest';
import { whatStays } from '../../infra/what-stays.ts';

const ours = {
  LogBucketName: 'trailguard-prod-logbucket-1a2b',
  LogKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/logs',
  ResponseTableName: 'trailguard-prod-ResponseTable-1A2B',
  AlertTopicArn: 'arn:aws:sns:us-east-1:123456789012:trailguard-prod-alerts',
};

describe('what a removed stack leaves behind', () => {
  it('is named, with the commands that delete it', () => {
    expect(whatStays(ours)).toBe(`These stay, because nobody can make again what they hold. To delete them, too:

  the logs: trailguard-prod-logbucket-1a2b
    # first empty it, with all versions: in the console, or by a lifecycle rule
    aws s3 rb s3://trailguard-prod-logbucket-1a2b --region us-east-1

  the key of the logs: arn:aws:kms:us-east-1:123456789012:key/logs
    # 30 days in which it can be cancelled; what it encrypts cannot be read any more
    aws kms schedule-key-deletion --key-id arn:aws:kms:us-east-1:123456789012:key/logs --pending-window-in-days 30 --region us-east-1

  what playbooks planned and did: trailguard-prod-ResponseTable-1A2B
    aws dynamodb update-table --table-name trailguard-prod-ResponseTable-1A2B --no-deletion-protection-enabled --region us-east-1
    aws dynamodb delete-table --table-name trailguard-prod-ResponseTable-1A2B --region us-east-1
`);
  });

  it('never is a bucket that was brought along', () => {
    const { LogKeyArn: _, ...brought } = ours;
    expect(whatStays(brought)).toContain('your own log bucket, as it was: trailguard-prod-logbucket-1a2b');
    expect(whatStays(brought)).not.toContain('aws s3 rb');
  });

  it('is nothing where no stack told its outputs', () => {
    expect(whatStays({})).toBe('Nothing is known to stay.\n');
  });
});
