import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CloudError, type OpenCloud } from '#shared/ports/cloud/cloud.ts';
import type { ResponseStore } from '#shared/ports/response-store.ts';
import { callCloud } from './cloud/cloud-errors.ts';
import { findRecord } from './cloud/find-record.ts';
import { createDynamoResponseStore } from './dynamo-response-store.ts';
import { createOwnCloud } from './open-own-cloud.ts';

/** What a person does with responses, in the credentials of the environment. */
export interface OperatorAccess {
  /** The cloud of the credentials' own account, and of no other. */
  readonly openCloud: OpenCloud;
  openStore(tableName: string): ResponseStore;
  /** The table in which a deployed responder keeps its plans: it is told by its environment.
   * @throws {CloudError} there is no such function, it may not be looked at, or it has no such table */
  findTable(functionName: string): Promise<string>;
  /** The record of a call, as JSON text, from CloudTrail's history of the region; `undefined` when it holds none of that id.
   * @throws {CloudError} the history cannot be read */
  findRecord(eventID: string): Promise<string | undefined>;
  /** Have a deployed responder carry out a plan, or take it back, in its own role.
   * @returns what it answered, as JSON text
   * @throws {CloudError} it cannot be invoked, or failed: then the plan's status tells how far it came */
  ask(functionName: string, request: ResponderRequest): Promise<string>;
}

export type ResponderRequest = { readonly approve: string } | { readonly undo: string };

/** Access for the credentials of the environment.
 * @param region of the deployment; the one that the environment names when absent */
export function createOperatorAccess(region: string | undefined): OperatorAccess {
  const place = region === undefined ? {} : { region };
  // Lambda may take as long as the function does; a second invocation would only find the plan taken.
  const lambda = new LambdaClient({ ...place, maxAttempts: 1 });
  return {
    openCloud: createOwnCloud(),

    openStore: (tableName) => createDynamoResponseStore({ client: new DynamoDBClient(place), tableName }),

    async findTable(functionName) {
      const call = { permission: 'lambda:GetFunctionConfiguration', resource: `function ${functionName}` };
      const { Environment: environment } = await callCloud(call, () =>
        lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
      );
      const tableName = environment?.Variables?.[tableVariable];
      if (tableName !== undefined) return tableName;
      const message = `function ${functionName} has no ${tableVariable}: name the table`;
      throw new CloudError(message, { kind: 'not-found', permission: call.permission });
    },

    findRecord: (eventID) => findRecord(new CloudTrailClient(place), eventID),

    async ask(functionName, request) {
      const call = { permission: 'lambda:InvokeFunction', resource: `function ${functionName}` };
      const answer = await callCloud(call, () =>
        lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) })),
      );
      const text = answer.Payload?.transformToString('utf8') ?? '';
      if (answer.FunctionError === undefined) return text;
      const message = `function ${functionName} failed: ${text.slice(0, maxMessageLength)}`;
      throw new CloudError(message, { kind: 'unavailable', permission: call.permission });
    },
  };
}

/** In which a deployed responder finds the name of its table. */
const tableVariable = 'RESPONSE_TABLE_NAME';

const maxMessageLength = 500;
