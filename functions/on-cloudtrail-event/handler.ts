import { connect } from '../runtime/connect.ts';
import { createHandler, type EventHandler } from './handle-event.ts';

export const handler: EventHandler = createHandler(connect('on-cloudtrail-event'));
