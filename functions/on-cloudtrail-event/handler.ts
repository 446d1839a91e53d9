import { connect } from '../runtime/connect.ts';
import { createIngest } from '../runtime/create-ingest.ts';
import { createHandler, type EventHandler } from './handle-event.ts';

const { pipeline, ports, telemetry } = connect('on-cloudtrail-event');

export const handler: EventHandler = createHandler({
  ingest: createIngest({ pipeline, ports: { ...ports, foundVia: 'eventbridge' }, telemetry }),
  telemetry,
});
