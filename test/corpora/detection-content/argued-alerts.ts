/** Negatives of public rules on which ours raise an alert of level high or above, and why that is right: a negative of one rule may be
 * the very thing that another is about. By the test's id. */
export const arguedAlerts: ReadonlyMap<string, string> = new Map([
  [
    'panther:AWS.ConfigService.Created:1',
    'a delivery channel is deleted: Config records nothing that anybody receives; the test is about making one',
  ],
  [
    'panther:AWS.IAM.CreateRole:1',
    'AdministratorAccess is attached to a user, which succeeds; the test is about making a role',
  ],
  [
    'panther:AWS.Root.Activity:0',
    'a person with a browser calls as root; the test leaves out service-linked roles by name alone',
  ],
  ['panther:AWS.Root.Activity:5', 'root lists access keys: nothing that root does by itself is everyday work'],
]);
