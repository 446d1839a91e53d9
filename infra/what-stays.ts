/** What a removed stack leaves behind, and how to delete it, for people.
 * @param outputs the stack's, by name */
export function whatStays(outputs: Readonly<Record<string, string>>): string {
  const region = `--region ${regionOf(outputs)}`;
  const kept = leftovers.flatMap(({ output, what, how }) => {
    const value = outputs[output];
    return value === undefined ? [] : [`  ${what}: ${value}\n${how(value, region).map(indent).join('')}`];
  });
  const { LogBucketName: bucket, LogKeyArn: key } = outputs;
  // Without a key that was made for it, it was brought along.
  if (bucket !== undefined && key === undefined) kept.unshift(`  your own log bucket, as it was: ${bucket}\n`);
  if (bucket !== undefined && key !== undefined) {
    kept.unshift(
      [
        `  the logs: ${bucket}\n`,
        indent('# first empty it, with all versions: in the console, or by a lifecycle rule'),
        indent(`aws s3 rb s3://${bucket} ${region}`),
      ].join(''),
    );
  }
  if (kept.length === 0) return 'Nothing is known to stay.\n';
  return `These stay, because nobody can make again what they hold. To delete them, too:\n\n${kept.join('\n')}`;
}

interface Leftover {
  readonly output: string;
  readonly what: string;
  /** Commands, in order; each names the region. */
  readonly how: (value: string, region: string) => readonly string[];
}

/** The stack's, as its topic's ARN has it: the shell's own may be another. */
function regionOf({ AlertTopicArn: arn = '' }: Readonly<Record<string, string>>): string {
  return arn.split(':')[3] ?? 'REGION';
}

const deleteQueue = (url: string, region: string): readonly string[] => [
  `aws sqs delete-queue --queue-url ${url} ${region}`,
];
const deleteKey = (arn: string, region: string): readonly string[] => [
  '# 30 days in which it can be cancelled; what it encrypts cannot be read any more',
  `aws kms schedule-key-deletion --key-id ${arn} --pending-window-in-days 30 ${region}`,
];

const leftovers: readonly Leftover[] = [
  { output: 'LogKeyArn', what: 'the key of the logs', how: deleteKey },
  {
    output: 'ResponseTableName',
    what: 'what playbooks planned and did',
    how: (name, region) => [
      `aws dynamodb update-table --table-name ${name} --no-deletion-protection-enabled ${region}`,
      `aws dynamodb delete-table --table-name ${name} ${region}`,
    ],
  },
  { output: 'ResponseKeyArn', what: 'the key of that', how: deleteKey },
  { output: 'SealKeyArn', what: 'the key that sealed alerts and plans', how: deleteKey },
  { output: 'CloudTrailEventDeadLetterQueueUrl', what: 'events that were not handled', how: deleteQueue },
  { output: 'LogObjectDeadLetterQueueUrl', what: 'notices of log objects that were not read', how: deleteQueue },
  { output: 'AlertDeadLetterQueueUrl', what: 'alerts that no playbook answered', how: deleteQueue },
  { output: 'SubscriberDeadLetterQueueUrl', what: 'alerts that your endpoint did not take', how: deleteQueue },
];

function indent(line: string): string {
  return `    ${line}\n`;
}
