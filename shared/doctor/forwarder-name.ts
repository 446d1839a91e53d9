/** The name of the rule by which a region sends home what a rule of the deployment asks for.
 * @param id of the deployment's rule, without what all of them begin with
 * @param deployment the name of its stack
 * @param home its region, for one account may have deployments of a stage in several */
export function forwarderName(id: string, deployment: string, home: string): string {
  // EventBridge takes 64 characters: the stack's name has up to 22, a region's 14, an id 23.
  return `${deployment}-to-${home}-${id}`;
}
