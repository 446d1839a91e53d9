import { hourMs } from '../calendar.ts';
import type { Random } from '../random.ts';
import { addresses, agents } from './account.ts';
import { type Caller, consoleUser, type Origin, sessionStart } from './callers.ts';
import { type Person, people } from './estate.ts';

/** A person who is signed in to the console at the time, with a second factor. */
export function personAtWork(random: Random, timeMs: number): Caller {
  const userName = random.pick(people);
  return consoleUser(userName, true, officeOrigin(userName, random), sessionStart(userName, 4 * hourMs, timeMs));
}

/** The office as it is seen from outside; everyone keeps to one browser. */
export function officeOrigin(userName: Person, random: Random): Origin {
  return {
    from: random.chance(0.2) ? addresses.officeIpv6 : addresses.office,
    agent: people.indexOf(userName) % 2 === 0 ? agents.firefox : agents.safari,
  };
}
