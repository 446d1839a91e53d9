import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
  type UpdateTimeToLiveCommandInput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { resourcesOf } from '../repo/read-template.ts';

type Definition = Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'KeySchema' | 'BillingMode'> & {
  readonly TimeToLiveSpecification?: UpdateTimeToLiveCommandInput['TimeToLiveSpecification'];
};

/** Create a table as a file of `infra/` defines it, under a name of its own.
 * @param logicalId of the table in the template */
export async function createTable(
  client: DynamoDBClient,
  tableName: string,
  logicalId: 'StateTable' | 'ResponseTable' = 'StateTable',
): Promise<void> {
  const { AttributeDefinitions, KeySchema, BillingMode, TimeToLiveSpecification } = definition(logicalId);
  await client.send(new CreateTableCommand({ TableName: tableName, AttributeDefinitions, KeySchema, BillingMode }));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName });
  if (TimeToLiveSpecification === undefined) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
}

export async function deleteTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: tableName }));
}

/** A table's properties, which CloudFormation and the API spell alike. */
function definition(logicalId: string): Definition {
  const table = resourcesOf('AWS::DynamoDB::Table').find(({ id }) => id === logicalId);
  if (table === undefined) throw new Error(`infra/ must define a DynamoDB table ${logicalId}`);
  return table.properties as unknown as Definition;
}
