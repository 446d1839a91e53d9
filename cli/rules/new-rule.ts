import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Start a rule and its cases: files that load and pass as they are, with a sentence where a thought belongs. Overwrites nothing. */
export async function newRule(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    rules: { type: 'string', default: 'rules' },
    cases: { type: 'string', default: 'test/rules' },
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError('name one rule: trailguard rules new SERVICE/NAME');
  if (!namePattern.test(name)) {
    throw new UsageError(
      `"${safeText(name)}" is no name for a rule: write <service>/<name> in small letters, digits and hyphens, such as iam/user-created`,
    );
  }
  const [service = ''] = name.split('/');
  const record = sampleRecord(service);
  const files = [
    { path: join(values.rules, `${name}.yml`), text: ruleText(name, service, dayOf(io.now())) },
    { path: join(values.cases, name, 'match-the-call.json'), text: json(record) },
    {
      path: join(values.cases, name, 'ignore-another-call.json'),
      text: json({ ...record, eventName: 'DescribeWhatever' }),
    },
    {
      path: join(values.cases, name, 'ignore-refused.json'),
      text: json({ ...record, errorCode: 'AccessDenied', errorMessage: 'not authorized', requestParameters: null }),
    },
  ];
  const existing = files.filter(({ path }) => existsSync(path));
  if (existing.length > 0) {
    throw new UsageError(`there is already ${existing.map(({ path }) => path).join(', ')}: choose another name`);
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    io.stdout.write(`${path}\n`);
  }
  io.stderr.write(
    `Say in ${files[0]?.path} what the attack is, and replace the records of its cases by real ones. Then: trailguard rules test\n`,
  );
  return exitCode.done;
}

const namePattern = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function ruleText(name: string, service: string, day: string): string {
  return `title: What was done, as a mail subject
id: ${randomUUID()}
name: ${name}
status: experimental
description: >-
  What was done, and why it matters to whoever owns the account.
references:
  - https://docs.aws.amazon.com/
date: ${day}
tags:
  - attack.persistence
  - attack.t1098
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ${service}.amazonaws.com
    eventName: CreateWhatever
    derived.call.succeeded: true
  condition: selection
falsepositives:
  - Who does this in ordinary work, and how one sees it
level: medium
trailguard:
  dedup: [recipientAccountId, derived.actor.principal]
  runbook:
    - The first thing to look at, with fields and a time window.
    - Whom to ask, and what to do if nobody answers.
    - How to put it right.
`;
}

function sampleRecord(service: string): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: 'arn:aws:iam::123456789012:user/alice',
      accountId: '123456789012',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'alice',
    },
    eventTime: '2026-03-05T09:14:37Z',
    eventSource: `${service}.amazonaws.com`,
    eventName: 'CreateWhatever',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.31.4',
    requestParameters: { name: 'example' },
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    eventCategory: 'Management',
  };
}
