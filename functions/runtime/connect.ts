import { createDynamoAgenda } from '#shared/aws/dynamo-agenda.ts';
import { createDynamoAlertLedger } from '#shared/aws/dynamo-alert-ledger.ts';
import { createDynamoClient } from '#shared/aws/dynamo-client.ts';
import { createDynamoCorrelationStore } from '#shared/aws/dynamo-correlation-store.ts';
import { loadKmsSeal } from '#shared/aws/load-kms-seal.ts';
import { createSnsClient } from '#shared/aws/sns-client.ts';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { createPipeline, type Pipeline, type TellingPorts } from '#shared/pipeline.ts';
import { readRulePack } from './read-rule-pack.ts';
import { requiredEnv } from './required-env.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

/** What every function works with. */
export interface Connections {
  readonly pipeline: Pipeline;
  readonly ports: TellingPorts;
  readonly telemetry: Telemetry;
}

/** Build what a function needs, once a cold start: its configuration, its ports and the pipeline.
 * @throws {ConfigError} the function was deployed without something it needs */
export function connect(functionName: string): Connections {
  const seal = loadKmsSeal(requiredEnv('SEAL_KEY_ARN'));
  const publisher = createSnsPublisher(createSnsClient(), requiredEnv('ALERT_TOPIC_ARN'), seal);
  const state = { client: createDynamoClient(), tableName: requiredEnv('STATE_TABLE_NAME'), now: Date.now };
  return {
    // In a bundle, this module's URL is the bundle's own.
    pipeline: createPipeline(readRulePack(new URL('./rule-pack.json', import.meta.url))),
    ports: {
      store: createDynamoCorrelationStore(state),
      agenda: createDynamoAgenda(state),
      ledger: createDynamoAlertLedger(state),
      publisher,
      now: Date.now,
    },
    telemetry: createTelemetry(functionName),
  };
}
