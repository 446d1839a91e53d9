import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertMessage } from '#shared/model/message.ts';
import { PublishError, type Publisher } from '#shared/ports/publisher.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { errorName } from './error-name.ts';
import { sealAttribute, sealedTextOf } from './sealed-alert.ts';

/** A publisher to one Amazon SNS topic. What playbooks are to answer it seals, since they believe nothing else; where that fails, the
 * alert is not published: an unsealed one would be told to people, and answered by nobody.
 * @param client shared by all messages of the process; its own retries (three attempts) come before a PublishError
 * @see Amazon SNS API reference, Publish: `MessageStructure: json` */
export function createSnsPublisher(client: SNSClient, topicArn: string, seal: Pick<Seal, 'sign'>): Publisher {
  return {
    async publish(message) {
      try {
        const attributes = isForPlaybooks(message) ? await withSeal(message, seal) : message.attributes;
        await client.send(toCommand({ ...message, attributes }, topicArn));
      } catch (cause) {
        throw new PublishError(`${topicArn} did not take the alert: ${errorName(cause)}`, { cause });
      }
    },
  };
}

/** As the subscription of the alert queue filters (infra/responder.yml). */
function isForPlaybooks({ attributes }: AlertMessage): boolean {
  return attributes['kind'] === 'detection' && attributes['playbook'] !== undefined;
}

/** A queue that takes messages raw gets none with more than ten attributes: `renderMessage` gives six. */
async function withSeal(
  { message, attributes }: AlertMessage,
  seal: Pick<Seal, 'sign'>,
): Promise<AlertMessage['attributes']> {
  const { sqs, default: otherwise }: Readonly<Record<string, string>> = JSON.parse(message);
  return { ...attributes, [sealAttribute]: await seal.sign(sealedTextOf(sqs ?? otherwise ?? '')) };
}

function toCommand(message: AlertMessage, topicArn: string): PublishCommand {
  const attributes = Object.entries(message.attributes).map(([name, value]) => [
    name,
    { DataType: 'String', StringValue: value },
  ]);
  return new PublishCommand({
    TopicArn: topicArn,
    Subject: message.subject,
    Message: message.message,
    MessageStructure: 'json',
    MessageAttributes: Object.fromEntries(attributes),
  });
}
