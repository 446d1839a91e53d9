import type { PlaybookSettings, ResponseSettings } from '#shared/model/response-settings.ts';

/** What settings say of a playbook; one that they do not name plans only. */
export function settingsOf({ playbooks }: Pick<ResponseSettings, 'playbooks'>, playbookId: string): PlaybookSettings {
  return (Object.hasOwn(playbooks, playbookId) ? playbooks[playbookId] : undefined) ?? { mode: 'plan' };
}
