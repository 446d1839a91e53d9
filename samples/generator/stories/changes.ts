import type { JsonObject } from '#shared/model/json.ts';
import { timeOn } from '../calendar.ts';
import type { ScriptedCall } from '../call.ts';
import { callBucket } from '../calls/bucket.ts';
import { openPort } from '../calls/open-port.ts';
import { accountId, addresses, agents, arn } from '../company/account.ts';
import { consoleUser } from '../company/callers.ts';
import { buckets, databaseSecurityGroup } from '../company/estate.ts';

/** Two changes that look like trouble and are not: a bucket policy that stays private, a port for the office alone. */
export function tellChanges(): readonly ScriptedCall[] {
  const office = { from: addresses.office, agent: agents.firefox };
  const policyMs = timeOn('tuesday', '09:12:41');
  const portMs = timeOn('wednesday', '13:27:08');
  const aylin = consoleUser('aylin.kaya', true, office, timeOn('tuesday', '08:51:02'));
  const jonas = consoleUser('jonas.weber', true, office, timeOn('wednesday', '12:58:30'));
  return [
    {
      timeMs: policyMs,
      call: callBucket(aylin, 'PutBucketPolicy', buckets.website, 'policy', { bucketPolicy: websitePolicy() }),
    },
    {
      timeMs: portMs,
      call: openPort(jonas, {
        groupId: databaseSecurityGroup,
        port: 5432,
        cidr: '192.0.2.0/28',
        description: 'Reporting from the office',
      }),
    },
  ];
}

/** Only the company's own content network may read: a service principal, held to one distribution. */
function websitePolicy(): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ContentNetworkOnly',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${buckets.website}/*`,
        Condition: {
          StringEquals: {
            'AWS:SourceArn': arn('cloudfront', '', 'distribution/E2EXAMPLE1SHOP'),
            'AWS:SourceAccount': accountId,
          },
        },
      },
    ],
  };
}
