import { levelRank } from '#shared/model/rule.ts';
import { placeOfKey } from '../parse/located.ts';
import type { Check } from './lint-document.ts';

/** Grave rules that never alert by themselves, for each correlation that refers to them keeps them silent and has a level of its
 * own: what they say is grave is told to nobody. */
export const silentRule: Check = {
  code: 'silent-rule',
  inDetection: ({ root, meta, usedBy }) => {
    const { level } = meta;
    if (level === undefined || levelRank(level) < levelRank('high') || usedBy.length === 0) return [];
    if (usedBy.some(({ body, meta: user }) => body.generate || user.level === undefined)) return [];
    const place = placeOfKey(root, 'level');
    const users = usedBy.map(({ meta: user }) => `"${user.title}"`).join(', ');
    const message = `the rule is ${level} and never alerts by itself, only through ${users}`;
    return [{ place, message, hint: 'write generate: true in the correlation, or lower the level of the rule' }];
  },
};
