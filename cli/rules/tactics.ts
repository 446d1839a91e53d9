/** The tactics of ATT&CK for enterprise, in the order of an attack, as tags spell them after `attack.`.
 * @see https://attack.mitre.org/tactics/enterprise/ */
export const tactics = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'stealth',
  'defense-evasion',
  'defense-impairment',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
] as const;

/** One of the tactics. */
export type Tactic = (typeof tactics)[number];
