/** Stops all changes at once, without a deployment. */
export interface KillSwitch {
  /** Tell whether playbooks may change anything now; one that cannot be read says no. */
  mayChange(): Promise<boolean>;
}
