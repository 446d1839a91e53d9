import type { JsonObject } from '#shared/model/json.ts';
import type { Call } from '../call.ts';
import { accountId } from '../company/account.ts';
import type { Caller } from '../company/callers.ts';

const host = 'signin.aws.amazon.com';

/** A sign-in to the console that succeeded.
 * @param who the user, whose `userIdentity` has no session yet */
export function signIn(who: Caller, mfa: boolean): Call {
  return {
    caller: who,
    service: 'signin',
    name: 'ConsoleLogin',
    response: { ConsoleLogin: 'Success' },
    additional: pageFacts(mfa),
    eventType: 'AwsConsoleSignIn',
    host,
  };
}

/** A sign-in that failed for a wrong password: CloudTrail gives a message without a code. */
export function failSignIn(who: Caller): Call {
  return {
    ...signIn(who, false),
    error: { message: 'Failed authentication' },
    response: { ConsoleLogin: 'Failure' },
  };
}

/** Someone whose user name CloudTrail hides, since people type passwords into the wrong field. */
export function hiddenUser(who: Caller): Caller {
  const identity: JsonObject = {
    type: 'IAMUser',
    accountId,
    accessKeyId: '',
    userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  };
  return { ...who, identity };
}

function pageFacts(mfa: boolean): JsonObject {
  return {
    LoginTo: 'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true',
    MobileVersion: 'No',
    MFAUsed: mfa ? 'Yes' : 'No',
  };
}
