import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertMessage } from '#shared/model/message.ts';
import { PublishError, type Publisher } from '#shared/ports/publisher.ts';
import { errorName } from './error-name.ts';

/** A publisher to one Amazon SNS topic.
 * @param client shared by all messages of the process; its own retries (three attempts) come before a PublishError
 * @see Amazon SNS API reference, Publish: `MessageStructure: json` */
export function createSnsPublisher(client: SNSClient, topicArn: string): Publisher {
  return {
    async publish(message) {
      try {
        await client.send(toCommand(message, topicArn));
      } catch (cause) {
        throw new PublishError(`${topicArn} did not take the alert: ${errorName(cause)}`, { cause });
      }
    },
  };
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
