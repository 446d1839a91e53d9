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
  readonly TimeToLiveSpecification: UpdateTimeToLiveCommandInput['TimeToLiveSpecification'];
};

/** Create a table as infra/state.yml defines it, under a name of its own. */
export async function createStateTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { AttributeDefinitions, KeySchema, BillingMode, TimeToLiveSpecification } = definition();
  await client.send(new CreateTableCommand({ TableName: tableName, AttributeDefinitions, KeySchema, BillingMode }));
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName });
  await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }));
}

export async function deleteStateTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: tableName }));
}

/** The table's properties, which CloudFormation and the API spell alike. */
function definition(): Definition {
  const [table, ...others] = resourcesOf('AWS::DynamoDB::Table');
  if (table === undefined || others.length > 0) throw new Error('infra/ must define one DynamoDB table');
  return table.properties as unknown as Definition;
}
