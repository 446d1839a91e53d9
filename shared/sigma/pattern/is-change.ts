/** Tell whether the calls of an API are certain to be changes, which every rule of EventBridge gets.
 *
 * EventBridge withholds read-only calls, and does not say by what it tells them: names that begin with Describe, Get or List are most of
 * them, but AssumeRole is read-only too. So a name has to begin as changes do; where it is in doubt, read-only calls are asked for.
 * @param eventName spelled as CloudTrail does, or how it begins */
export function isChange(eventName: string): boolean {
  return change.test(eventName);
}

// The first two are sign-in events, which are of their own kind (CloudTrail user guide, "AWS Management Console sign-in events").
const change =
  /^(?:(?:ConsoleLogin|PasswordRecoveryCompleted|Unsubscribe)$|(?:Accept|Add|Allocate|Associate|Attach|Authorize|Cancel|Close|Create|Deactivate|Decline|Delete|Deregister|Detach|Disable|Disassociate|Disconnect|Enable|Import|Invite|Leave|Modify|Move|Purge|Put|Register|Reject|Release|Remove|Replace|Reset|Restore|Revoke|Run|Schedule|Set|Start|Stop|Tag|Terminate|Untag|Update|Upload)(?=[A-Z]))/;
