import type { Json, JsonObject } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';

/** The policy statement that Lambda makes of an AddPermission or AddLayerVersionPermission call; undefined without a principal.
 * @see AWS Lambda API reference, AddPermission: `principal` is a service, an account, an ARN or `*` */
export function lambdaGrantPolicy(parameters: JsonObject): Json | undefined {
  const principal = textAt(parameters, 'principal');
  if (principal === undefined) return undefined;
  const sid = textAt(parameters, 'statementId');
  const isService = principal.endsWith('.amazonaws.com') || principal.endsWith('.amazonaws.com.cn');
  return onlyStatement({
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: 'Allow',
    Principal: { [isService ? 'Service' : 'AWS']: principal },
    Action: memberAt(parameters, 'action') ?? 'lambda:InvokeFunction',
    Condition: lambdaConditions(parameters),
  });
}

/** The policy statement of SQS's and SNS's AddPermission, which share with a list of accounts; undefined without one. */
export function sharedAccountsPolicy(parameters: JsonObject): Json | undefined {
  const accounts = memberAt(parameters, 'aWSAccountIds') ?? memberAt(parameters, 'aWSAccountId');
  if (accounts === undefined || accounts === null) return undefined;
  const sid = textAt(parameters, 'label');
  return onlyStatement({
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: 'Allow',
    Principal: { AWS: accounts },
    Action: '*',
  });
}

function lambdaConditions(parameters: JsonObject): Json {
  const sourceArn = textAt(parameters, 'sourceArn');
  const sourceAccount = textAt(parameters, 'sourceAccount');
  const organization = textAt(parameters, 'principalOrgID') ?? textAt(parameters, 'organizationId');
  return {
    ...(sourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': sourceArn } }),
    ...(sourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': sourceAccount } }),
    ...(organization === undefined ? {} : { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': organization } }),
  };
}

function onlyStatement(statement: JsonObject): Json {
  return { Statement: [statement] };
}
