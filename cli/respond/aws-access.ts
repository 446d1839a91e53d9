import type { OpenCloud } from '#shared/ports/cloud/cloud.ts';
import type { ResponseStore } from '#shared/ports/response-store.ts';

/** What the verb does in AWS, in the credentials at hand. Tests bring their own. */
export interface AwsAccess {
  readonly openCloud: OpenCloud;
  /** The store of a deployment's plans. */
  openStore(tableName: string): ResponseStore;
  /** The table in which a deployed responder keeps its plans.
   * @throws {CloudError} there is no such function, or it may not be looked at */
  findTable(functionName: string): Promise<string>;
  /** The record of a call, as JSON text, from CloudTrail's history of the region; `undefined` when it holds none of that id.
   * @throws {CloudError} the history cannot be read */
  findRecord(eventID: string): Promise<string | undefined>;
  /** Have a deployed responder carry out a plan, or take it back, in its own role.
   * @returns what it answered, as JSON text
   * @throws {CloudError} it cannot be invoked, or failed */
  ask(functionName: string, request: { readonly approve: string } | { readonly undo: string }): Promise<string>;
}

/** @param region of the deployment; the one that the environment names when absent */
export type OpenAws = (region: string | undefined) => Promise<AwsAccess>;

/** Loaded when it is used: no other verb waits for the AWS SDK. */
export const openAws: OpenAws = async (region) => {
  const { createOperatorAccess } = await import('#shared/aws/operator-access.ts');
  return createOperatorAccess(region);
};
