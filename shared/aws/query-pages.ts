import { QueryCommand, type QueryCommandInput, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Attempt, StateTable } from './state-table.ts';

/** The pages of a query, read as they are asked for, until the answer ends or `maxItems` came. A page holds 1 MB at most, or
 * `input.Limit` items.
 * @see Amazon DynamoDB developer guide, "Paginating table query results" */
export async function* queryPages(
  { client, attempt }: Pick<StateTable, 'client'> & { readonly attempt: Attempt },
  input: QueryCommandInput,
  maxItems: number,
): AsyncGenerator<QueryCommandOutput> {
  let left = maxItems;
  let start: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const command = new QueryCommand({
      ...input,
      Limit: Math.min(left, input.Limit ?? left),
      ExclusiveStartKey: start,
    });
    const page = await attempt('answer a query', () => client.send(command));
    yield page;
    left -= page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start !== undefined && left > 0);
}
