/** Records of a group's windows from which on the group is busy and judged once a minute: some 0.5 MB. */
export const busyEntries = 500;

/** Most records by which a function judges a window: some 2 MB. */
export const maxEntriesRead = 2000;

/** Where counting the records of an episode ends: a few seconds of reading. */
export const maxEntriesCounted = 100_000;
