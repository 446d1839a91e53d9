import type { ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import { UsageError } from '../usage-error.ts';
import type { AwsAccess } from './aws-access.ts';
import { openPlanFile } from './plan-file.ts';
import { functionNameOf, type RespondOptionValues } from './respond-options.ts';

/** Where plans are. */
export interface OpenedStore {
  readonly store: ResponseStore;
  /** All plans; absent for a table, which may hold those of years. */
  plans?(): Promise<readonly ResponsePlan[]>;
}

/** Open the plans that options name; `undefined` where they name none.
 * @throws {UsageError} they name more than one place
 * @throws {InputRejected} a file that holds no plans
 * @throws {CloudError} the deployment that they name cannot be asked for its table */
export async function openStore(values: RespondOptionValues, aws: AwsAccess): Promise<OpenedStore | undefined> {
  const functionName = functionNameOf(values);
  const places = [values.plan, values.table, functionName].filter((place) => place !== undefined);
  if (places.length > 1) throw new UsageError('plans are in one place: give --plan FILE, --table NAME or --stage NAME');
  if (values.plan !== undefined) return openPlanFile(values.plan);
  if (values.table !== undefined) return { store: aws.openStore(values.table) };
  return functionName === undefined ? undefined : { store: aws.openStore(await aws.findTable(functionName)) };
}

/** As above, where plans are needed.
 * @throws {UsageError} no place is named, too */
export async function openNamedStore(values: RespondOptionValues, aws: AwsAccess): Promise<OpenedStore> {
  const opened = await openStore(values, aws);
  if (opened === undefined) throw new UsageError('say where the plan is: --plan FILE, --table NAME or --stage NAME');
  return opened;
}

/** The id of the plan that is meant: the one that is named, or else the only one of a file.
 * @throws {UsageError} none, or one of several */
export async function choosePlan(named: string | undefined, opened: OpenedStore): Promise<string> {
  if (named !== undefined) return named;
  const plans = (await opened.plans?.()) ?? [];
  const [only] = plans;
  if (only !== undefined && plans.length === 1) return only.id;
  const ids = plans.map(({ id }) => id).join(', ');
  throw new UsageError(plans.length === 0 ? 'name a plan by its id' : `name one of the plans: ${ids}`);
}
