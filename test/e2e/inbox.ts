import { setTimeout as sleep } from 'node:timers/promises';
import type { Alert } from '#shared/model/alert.ts';
import type { Account } from './account.ts';

/** A queue that is subscribed to the alert topic, like anybody's. */
export interface Inbox {
  /** Wait until at least so many alerts came.
   * @returns all that came so far, in order
   * @throws Error they did not come */
  received(count: number): Promise<readonly Alert[]>;
}

/** Make a queue and subscribe it. */
export async function openInbox(account: Account, topicArn: string): Promise<Inbox> {
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
    ],
  });
  const queue = { QueueName: 'inbox', Attributes: { Policy } };
  const { QueueUrl } = await account.call<{ QueueUrl: string }>('sqs', 'CreateQueue', queue);
  await account.query('sns', 'Subscribe', {
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:${account.region}:${account.id}:inbox`,
    'Attributes.entry.1.key': 'RawMessageDelivery',
    'Attributes.entry.1.value': 'true',
  });
  const alerts: Alert[] = [];
  const receive = async (): Promise<void> => {
    const input = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await account.call<{ Messages?: readonly Message[] }>('sqs', 'ReceiveMessage', input);
    for (const { Body, ReceiptHandle } of Messages) {
      alerts.push(JSON.parse(Body) as Alert);
      await account.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle });
    }
    if (Messages.length > 0) await receive();
  };
  return {
    async received(count) {
      await waitUntil(`${count} alerts`, async () => {
        await receive();
        return alerts.length >= count;
      });
      return [...alerts];
    },
  };
}

interface Message {
  readonly Body: string;
  readonly ReceiptHandle: string;
}

const patienceMs = 30_000;

/** Look again and again until it is so.
 * @throws Error it did not become so within half a minute */
export async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (!(await isSo())) {
    if (deadline.aborted) throw new Error(`waited in vain for ${what}`);
    await sleep(100);
  }
}
