import { createSnsClient } from '#shared/aws/sns-client.ts';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { createIngest, type Ingest } from './create-ingest.ts';
import { readRulePack } from './read-rule-pack.ts';
import { requiredEnv } from './required-env.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

/** Build what a function needs to ingest, once a cold start: its configuration, its ports and the pipeline.
 *
 * Correlation windows and the alerts already told live in this process: they outlast an invocation, not the Lambda instance, and two
 * instances do not share them (`docs/limits.md`).
 * @throws {ConfigError} the function was deployed without something it needs */
export function connect(functionName: string): { readonly ingest: Ingest; readonly telemetry: Telemetry } {
  const publisher = createSnsPublisher(createSnsClient(), requiredEnv('ALERT_TOPIC_ARN'));
  // In a bundle, this module's URL is the bundle's own.
  const pipeline = createPipeline(readRulePack(new URL('./rule-pack.json', import.meta.url)));
  // Bounds, so that an instance that lives for hours does not outgrow its memory; alerts and groups are few next to these.
  const store = createMemoryCorrelationStore({ maxGroups: 10_000, retainWindows: 2 });
  const ledger = createMemoryAlertLedger(100_000);
  const telemetry = createTelemetry(functionName);
  return { ingest: createIngest({ pipeline, ports: { store, ledger, publisher }, telemetry }), telemetry };
}
