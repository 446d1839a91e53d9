import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderMail } from '#shared/alert/render-mail.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Detection } from '#shared/model/detection.ts';
import { correlationDetection, evidenceSeries, evidenceWith, recordDetection, ruleWith } from './detections.ts';

const rootSignIn = recordDetection({
  rule: ruleWith({
    id: '1f0e6c9a-6d0e-4a77-9d7e-2a9b4a3c1d01',
    title: 'Root user signed in',
    level: 'critical',
    description: 'The root user can do everything, and no policy of its account holds it back.',
    references: ['https://docs.example.com/root'],
    falsepositives: ['A task that only root can do, announced beforehand'],
    trailguard: {
      runbook: [
        'Ask the owner of the root mailbox whether it was them; call, do not write.',
        'If it was not: change the root password, remove its access keys, then look at what it did since.',
      ],
    },
  }),
  evidence: evidenceWith({
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    awsRegion: 'us-east-1',
    actor: {
      kind: 'root',
      arn: 'arn:aws:iam::123456789012:root',
      name: 'root',
      accountId: '123456789012',
      mfa: false,
    },
    userAgent: 'Mozilla/5.0',
    resources: [],
  }),
  reasons: [
    { selection: 'signin', field: 'eventName', value: 'ConsoleLogin', test: 'equals: ConsoleLogin' },
    { selection: 'root', field: 'userIdentity.type', value: 'Root', test: 'equals: Root' },
  ],
});

const bucketMadePublic = recordDetection({
  rule: ruleWith({
    id: '2b9d0a44-8a53-4c55-b9f0-6c1f70f7a802',
    title: 'S3 bucket opened to the public',
    description: 'Anyone on the internet may read or change what lies in the bucket.',
    references: [],
    falsepositives: ['The bucket is meant to serve a public website'],
    trailguard: { playbook: 'close-bucket', runbook: ['Look at the bucket policy.'] },
  }),
  evidence: evidenceWith({
    eventName: 'PutBucketPolicy',
    eventSource: 's3.amazonaws.com',
    actor: {
      kind: 'role',
      arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/ci',
      name: 'Deploy/ci',
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEDEPLOY001',
      sessionIssuer: 'arn:aws:iam::111122223333:role/Deploy',
    },
    sourceIPAddress: '2001:db8::17',
    userAgent: '[aws-sdk-js/3.1]',
    resources: ['arn:aws:s3:::example-invoices'],
  }),
  reasons: [
    { selection: 'call', field: 'eventName', value: 'PutBucketPolicy', test: 'equals: PutBucketPolicy' },
    { selection: 'public', field: 'derived.policy.public', value: true, test: 'equals: true' },
  ],
});

const massTermination = correlationDetection({
  rule: ruleWith({
    id: '3c8e1b55-9b64-4d66-8a01-7d2081f8b903',
    title: 'Many instances terminated',
    level: 'critical',
    description: 'One caller terminates instances faster than people do.',
    references: [],
    falsepositives: [],
    trailguard: { runbook: ["Stop the caller: deny everything to the user, then revoke the role's sessions."] },
  }),
  evidence: evidenceSeries(25, (index) => ({
    eventName: 'TerminateInstances',
    eventSource: 'ec2.amazonaws.com',
    resources: [`arn:aws:ec2:eu-west-1:123456789012:instance/i-${String(index).padStart(4, '0')}`],
  })),
  eventCount: 50,
  reasons: [{ selection: 'event_count', value: 50, test: 'at least 20 within 5 minutes' }],
});

const deniedCall = recordDetection({
  rule: ruleWith({
    id: '4d9f2c66-ac75-4e77-9b12-8e3192f9ca04',
    title: 'Secret asked for and refused',
    level: 'medium',
    description: 'Who is refused a secret may be trying which ones it can read.',
    references: [],
    falsepositives: [],
    trailguard: {},
  }),
  evidence: evidenceWith({
    eventName: 'GetSecretValue',
    eventSource: 'secretsmanager.amazonaws.com',
    errorCode: 'AccessDenied',
    succeeded: false,
    userAgent: 'curl https://example.com\nResult   succeeded',
    resources: [],
  }),
  reasons: [{ selection: 'refused', field: 'errorCode', value: 'AccessDenied', test: 'startswith: AccessDenied' }],
});

describe('renderMail', () => {
  test.each<[string, Detection, string]>([
    [
      'a root sign-in',
      rootSignIn,
      `CRITICAL: Root user signed in

The root user signed in to the AWS console from 192.0.2.10 in
  us-east-1.

Who      The root user
         arn:aws:iam::123456789012:root
         without a second factor
From     192.0.2.10
         Mozilla/5.0
When     2026-03-12 12:01:33 UTC
Where    account 123456789012, us-east-1
What     ConsoleLogin (signin.amazonaws.com)
Result   succeeded

WHY IT FIRED
The root user can do everything, and no policy of its account holds it
back.
- eventName = ConsoleLogin
- userIdentity.type = Root

WHAT TO DO NEXT
1. Ask the owner of the root mailbox whether it was them; call, do not
   write.
2. If it was not: change the root password, remove its access keys, then
   look at what it did since.

IT MAY BE HARMLESS
- A task that only root can do, announced beforehand

LINKS
https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9
https://docs.example.com/root

IDS
Alert    79279f09a76f44508f4812ccb28f4093
Rule     1f0e6c9a-6d0e-4a77-9d7e-2a9b4a3c1d01
Record   0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9
`,
    ],
    [
      'a bucket made public',
      bucketMadePublic,
      `HIGH: S3 bucket opened to the public

Role Deploy/ci of account 111122223333 called PutBucketPolicy (s3) on
  example-invoices from 2001:db8::17 in eu-west-1; it succeeded.

Who      Role Deploy/ci of account 111122223333
         arn:aws:sts::111122223333:assumed-role/Deploy/ci
         session of arn:aws:iam::111122223333:role/Deploy
         access key ASIAEXAMPLEDEPLOY001
From     2001:db8::17
         [aws-sdk-js/3.1]
When     2026-03-12 12:01:33 UTC
Where    account 123456789012, eu-west-1
What     PutBucketPolicy (s3.amazonaws.com)
On       arn:aws:s3:::example-invoices
Result   succeeded

WHY IT FIRED
Anyone on the internet may read or change what lies in the bucket.
- eventName = PutBucketPolicy
- derived.policy.public = true

WHAT TO DO NEXT
1. Look at the bucket policy.
The playbook close-bucket can put this right. To see how:
  trailguard respond plan --playbook close-bucket \\
    --region eu-west-1 --event 0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9

IT MAY BE HARMLESS
- The bucket is meant to serve a public website

LINKS
https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9

IDS
Alert    6045821e12b64d97e4b9eb34d5b22826
Rule     2b9d0a44-8a53-4c55-b9f0-6c1f70f7a802
Record   0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9
`,
    ],
    [
      'a mass termination',
      massTermination,
      `CRITICAL: Many instances terminated

IAM user alice called TerminateInstances (ec2) 50 times on
  instance/i-0000, instance/i-0001 and 23+ more between 12:01 and 12:04
  UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; the first 25
  succeeded.

Who      IAM user alice
         arn:aws:iam::123456789012:user/alice
         access key AKIAEXAMPLEALICE0001
         without a second factor
From     192.0.2.10
         aws-cli/2.15.0
When     2026-03-12 12:01:00 to 12:04:10 UTC
Where    account 123456789012, eu-west-1
What     TerminateInstances (ec2.amazonaws.com)
On       arn:aws:ec2:eu-west-1:123456789012:instance/i-0000
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0001
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0002
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0003
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0004
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0005
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0006
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0007
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0008
         arn:aws:ec2:eu-west-1:123456789012:instance/i-0009
         and 15+ more
Count    50 records
Group    userIdentity.arn = arn:aws:iam::123456789012:user/alice
Result   the first 25 succeeded

WHY IT FIRED
One caller terminates instances faster than people do.
- event_count = 50 (at least 20 within 5 minutes)

WHAT TO DO NEXT
1. Stop the caller: deny everything to the user, then revoke the role's
   sessions.

LINKS
https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/00000000-0000-4000-8000-000000000000

IDS
Alert    5713bbdc88b42b81c5e8aba8eddc809f
Rule     3c8e1b55-9b64-4d66-8a01-7d2081f8b903
Record   00000000-0000-4000-8000-000000000000
Record   00000000-0000-4000-8000-000000000001
Record   00000000-0000-4000-8000-000000000002
Record   00000000-0000-4000-8000-000000000003
Record   00000000-0000-4000-8000-000000000004
         and 45 more
`,
    ],
    [
      'a refused call, whose user agent tries to look like more',
      deniedCall,
      `MEDIUM: Secret asked for and refused

IAM user alice called GetSecretValue (secretsmanager) from 192.0.2.10
  in eu-west-1; it failed: AccessDenied.

Who      IAM user alice
         arn:aws:iam::123456789012:user/alice
         access key AKIAEXAMPLEALICE0001
         without a second factor
From     192.0.2.10
         curl https[:]//example.com Result succeeded
When     2026-03-12 12:01:33 UTC
Where    account 123456789012, eu-west-1
What     GetSecretValue (secretsmanager.amazonaws.com)
Result   failed: AccessDenied

WHY IT FIRED
Who is refused a secret may be trying which ones it can read.
- errorCode = AccessDenied

LINKS
https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9

IDS
Alert    d8d4d2fd6192da16b70e92085bd64125
Rule     4d9f2c66-ac75-4e77-9b12-8e3192f9ca04
Record   0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9
`,
    ],
  ])('of %s', (_, detection, expected) => {
    expect(renderMail(buildAlert(detection))).toBe(expected);
  });

  const alert = buildAlert(deniedCall);
  const steps = Array.from({ length: 40 }, (_, index) => `${index} ${'word '.repeat(110)}`);

  test.each<[string, Partial<Alert>, string]>([
    ['how much of a list is left out', { runbook: Array(17).fill('Look.') }, '15. Look.\nand 2 more\n'],
    [
      'what was cut to fit a message',
      { truncated: { reasons: 12 } },
      'Left out or cut to fit a message: reasons (12)\n',
    ],
    ['who cannot be named', { actor: { kind: 'role' }, eventCount: 2 }, 'Who      Several callers\n'],
    ['that the text itself is cut', { runbook: steps }, '(cut here: the alert as JSON tells the rest)\n\nIDS\nAlert '],
  ])('says %s', (_, members, expected) => {
    expect(renderMail({ ...alert, ...members })).toContain(expected);
  });

  test('has at most 8,000 characters', () => {
    expect(renderMail({ ...alert, runbook: steps }).length).toBeLessThanOrEqual(8000);
  });

  test('wraps a long value and sets its rest in, so that it reads as no value of its own', () => {
    const evidence = evidenceWith({ userAgent: `aws-cli/2.24.10 ${'md/option#value '.repeat(5)}md/last#x` });
    const mail = renderMail(buildAlert(recordDetection({ evidence })));
    expect(mail).toContain(`
From     192.0.2.10
         aws-cli/2.24.10 md/option#value md/option#value
           md/option#value md/option#value md/option#value md/last#x
When `);
  });

  test('lets no value of a record start a line at the margin', () => {
    const forged = `${'x '.repeat(20)}Result   succeeded\nIDS\u2028IDS ${'IDS '.repeat(20)}`;
    const evidence = evidenceWith({
      actor: { kind: 'user', name: forged },
      sourceIPAddress: forged,
      userAgent: forged,
    });
    const reasons = [{ selection: 's', field: forged, value: forged, test: forged }];
    const mail = renderMail(buildAlert(recordDetection({ evidence, reasons })));
    expect(mail.match(/^(?:IDS|Result).*$/gm)).toEqual(['Result   succeeded', 'IDS']);
  });
});
