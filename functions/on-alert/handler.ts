import { connectResponder } from '../runtime/connect-responder.ts';
import { type AlertHandler, createHandler } from './handle-alerts.ts';

export const handler: AlertHandler = createHandler(connectResponder('on-alert'));
