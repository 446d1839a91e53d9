import { connectResponder } from '../runtime/connect-responder.ts';
import { createHandler, type RequestHandler } from './handle-request.ts';

export const handler: RequestHandler = createHandler(connectResponder('on-request'));
