import type { requestHandler } from '../../request-handler.ts';
import type { SessionCredentials } from '../create-cloud.ts';

/** How the clients of one cloud are made. */
export interface CloudConfig {
  readonly region: string;
  readonly requestHandler: typeof requestHandler;
  /** Those of the environment when absent. */
  readonly credentials?: SessionCredentials;
}
