import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { createIngest, type Ingest } from '../../../functions/runtime/create-ingest.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from './memory-telemetry.ts';
import { stopLoggingPack } from './stop-logging.ts';

export interface TestIngest {
  readonly ingest: Ingest;
  readonly telemetry: MemoryTelemetry;
  /** Make the topic refuse what is published from now on, or take it. */
  setTopicUp(up: boolean): void;
  /** Let as much time pass as lies between two tries of a delivery. */
  waitForNextTry(): void;
  /** The eventIDs that the topic was told of, one list for each message it took. */
  alertedEventIDs(): readonly (readonly string[])[];
}

/** Everything behind a handler as it is deployed, but for the topic, which is simulated. */
export function createTestIngest(): TestIngest {
  const client = new SNSClient({ region: 'us-east-1' });
  const sns = mockClient(client);
  const taken: string[] = [];
  const telemetry = createMemoryTelemetry();
  let nowMs = 0;
  const test: TestIngest = {
    telemetry,
    ingest: createIngest({
      telemetry,
      pipeline: createPipeline(stopLoggingPack),
      ports: {
        store: createMemoryCorrelationStore(),
        agenda: createMemoryAgenda(),
        ledger: createMemoryAlertLedger(() => nowMs),
        now: () => nowMs,
        foundVia: 'eventbridge',
        publisher: createSnsPublisher(client, 'arn:aws:sns:us-east-1:123456789012:alerts', {
          sign: async () => 'seal',
        }),
      },
    }),
    setTopicUp(up) {
      sns.reset();
      if (!up) sns.on(PublishCommand).rejects(Object.assign(new Error('down'), { name: 'ServiceUnavailable' }));
      else
        sns.on(PublishCommand).callsFake((input: { readonly Message: string }) => {
          taken.push(input.Message);
          return { MessageId: `m${taken.length}` };
        });
    },
    waitForNextTry() {
      nowMs += 60_000;
    },
    alertedEventIDs: () => taken.map(eventIDsOf),
  };
  test.setTopicUp(true);
  return test;
}

function eventIDsOf(message: string): readonly string[] {
  const alert: { readonly events: readonly { readonly eventID: string }[] } = JSON.parse(JSON.parse(message).default);
  return alert.events.map(({ eventID }) => eventID);
}
