import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';

export interface SsmKillSwitchParts {
  readonly client: SSMClient;
  readonly parameterName: string;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
  /** Told of an error for which nothing may be changed. */
  readonly onUnreadable: (error: unknown) => void;
}

/** A kill switch that is a parameter of AWS Systems Manager: `allow` lets playbooks change things, and nothing else does.
 *
 * What it says is believed for thirty seconds, so that a flood of alerts asks twice a minute and not once for each. An error is not
 * remembered: the next change asks again.
 * @see AWS Systems Manager API reference, GetParameter */
export function createSsmKillSwitch({ client, parameterName, now, onUnreadable }: SsmKillSwitchParts): KillSwitch {
  let read: { readonly mayChange: boolean; readonly atMs: number } | undefined;
  return {
    async mayChange() {
      if (read !== undefined && now() - read.atMs < believedMs) return read.mayChange;
      const atMs = now();
      try {
        const { Parameter: parameter } = await client.send(new GetParameterCommand({ Name: parameterName }));
        read = { mayChange: parameter?.Value === allowed, atMs };
        return read.mayChange;
      } catch (error) {
        onUnreadable(error);
        return false;
      }
    },
  };
}

const allowed = 'allow';
const believedMs = 30_000;
