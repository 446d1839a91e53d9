import { readFileSync } from 'node:fs';
import { createDynamoAlertLedger } from '#shared/aws/dynamo-alert-ledger.ts';
import { createDynamoClient } from '#shared/aws/dynamo-client.ts';
import { createDynamoResponseStore } from '#shared/aws/dynamo-response-store.ts';
import { createKmsClient } from '#shared/aws/kms-client.ts';
import { createKmsSeal } from '#shared/aws/kms-seal.ts';
import { createOpenCloud } from '#shared/aws/open-cloud.ts';
import { createSnsClient } from '#shared/aws/sns-client.ts';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { createSsmClient } from '#shared/aws/ssm-client.ts';
import { createSsmKillSwitch } from '#shared/aws/ssm-kill-switch.ts';
import { createStsClient } from '#shared/aws/sts-client.ts';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import type { AnswerParts } from '#shared/respond-to-alert.ts';
import { ConfigError, requiredEnv } from './required-env.ts';
import { createTelemetry, type Telemetry } from './telemetry.ts';

/** What both functions work with that playbooks run in. */
export interface ResponderParts extends AnswerParts {
  readonly seal: Seal;
  readonly telemetry: Telemetry;
}

/** Build what such a function needs, once a cold start.
 * @throws {ConfigError} the function was deployed without something it needs */
export function connectResponder(functionName: string): ResponderParts {
  const telemetry = createTelemetry(functionName);
  const client = createDynamoClient();
  // Loaded at once, as no alert is answered and no plan carried out without it.
  const seal = createKmsSeal(createKmsClient(), requiredEnv('SEAL_KEY_ARN'));
  const parameterName = requiredEnv('KILL_SWITCH_PARAMETER');
  const ownRoles = requiredEnv('OWN_ROLE_ARNS').split(',');
  const homeAccountId = requiredEnv('HOME_ACCOUNT_ID');
  const roleName = requiredEnv('MEMBER_ROLE_NAME');
  const { MEMBER_EXTERNAL_ID: externalId = '' } = process.env;
  const hasMembers = externalId !== '';
  return {
    telemetry,
    seal,
    ledger: createDynamoAlertLedger({ client, tableName: requiredEnv('STATE_TABLE_NAME'), now: Date.now }),
    publisher: createSnsPublisher(createSnsClient(), requiredEnv('ALERT_TOPIC_ARN'), seal),
    commandOptions: `--function ${requiredEnv('REQUEST_FUNCTION_NAME')} --region ${requiredEnv('AWS_REGION')}`,
    stopCommand: `aws ssm put-parameter --name ${parameterName} --value stop --overwrite`,
    responder: createResponder({
      playbooks,
      // In a bundle, this module's URL is the bundle's own.
      settings: readResponseSettings(new URL('./responses.json', import.meta.url)),
      ownRoles: hasMembers
        ? [...ownRoles, { arn: `arn:*:iam::*:role/${roleName}`, exceptAccountId: homeAccountId }]
        : ownRoles,
      ports: {
        seal,
        store: createDynamoResponseStore({
          client,
          tableName: requiredEnv('RESPONSE_TABLE_NAME'),
          onUnreadable: (error) => telemetry.error('a plan cannot be read: others go on without it', error, {}),
        }),
        killSwitch: createSsmKillSwitch({
          client: createSsmClient(),
          parameterName,
          now: Date.now,
          onUnreadable: (error) =>
            telemetry.error('kill switch not read: nothing is changed', error, { parameterName }),
        }),
        openCloud: createOpenCloud({
          homeAccountId,
          ...(hasMembers && { member: { roleName, externalId } }),
          sts: createStsClient(),
          now: Date.now,
        }),
        now: Date.now,
      },
    }),
  };
}

/** The settings that the build laid beside the bundle, checked when they were made. */
function readResponseSettings(location: URL): ResponseSettings {
  try {
    const settings: ResponseSettings = JSON.parse(readFileSync(location, 'utf8'));
    if (settings.version === 1) return settings;
  } catch (cause) {
    throw new ConfigError(`${location.pathname} cannot be read: build and deploy again`, { cause });
  }
  throw new ConfigError(`${location.pathname} is of another version: build and deploy again`);
}
