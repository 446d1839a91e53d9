import type { Outcome } from '#shared/model/outcome.ts';

/** The function that an outcome's command asks to carry out the plan, or to take it back; `undefined` where it names none.
 *
 * The command of a button in the chat is too short for it, at a hundred characters: it takes the name out of the message.
 * @see Amazon Q Developer in chat applications API reference, CustomActionDefinition */
export function requestFunction({ command = '' }: Outcome): string | undefined {
  return / --function ([\w-]{1,64})(?: |$)/.exec(command)?.[1];
}
