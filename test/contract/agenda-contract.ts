import { beforeEach, describe, expect, it } from 'vitest';
import type { Agenda, Deadline } from '#shared/ports/agenda.ts';
import { deadlineAt, groupOf, groupPairs, lookAt, oddTexts, startMs } from './contract-helpers.ts';

/** What every agenda promises.
 * @param makeAgenda a new, empty agenda
 * @param many more deadlines than it gives at once, if it gives them in parts */
export function describeAgenda(makeAgenda: () => Agenda | Promise<Agenda>, many: number): void {
  let agenda: Agenda;
  beforeEach(async () => {
    agenda = await makeAgenda();
  });

  /** What is due, without what the agenda adds. */
  const dueAt = async (nowMs: number): Promise<readonly Deadline[]> =>
    (await agenda.due(nowMs)).map(({ noting, ...deadline }) => deadline);
  const noteAll = async (deadlines: readonly Deadline[]): Promise<void> => {
    for (const deadline of deadlines) await agenda.note(deadline);
  };

  describe('what is due', () => {
    it('is nothing where nothing was noted', async () => {
      expect(await dueAt(Number.POSITIVE_INFINITY)).toEqual([]);
    });

    it.each([
      { nowMs: startMs + 9, expected: [-1] },
      { nowMs: startMs + 10, expected: [-1, 10] },
      { nowMs: startMs + 19, expected: [-1, 10] },
      { nowMs: Number.POSITIVE_INFINITY, expected: [-1, 10, 20] },
      { nowMs: startMs - 2, expected: [] },
    ])('is all up to the moment, oldest first: $nowMs', async ({ nowMs, expected }) => {
      await noteAll([deadlineAt(20), deadlineAt(-1), deadlineAt(10)]);
      expect(await dueAt(nowMs)).toEqual(expected.map((offsetMs) => deadlineAt(offsetMs)));
    });

    it('is in order also before 1970', async () => {
      const old = [-62_135_596_800_000, -2000, -1000, -1, 0, 1].map((dueMs) => ({ dueMs, group: groupOf() }));
      await noteAll(old.toReversed());
      expect(await dueAt(0)).toEqual(old.slice(0, -1));
    });

    it('is as it was noted', async () => {
      const look = lookAt(1, 'episode', 7);
      const closing = deadlineAt(0, groupOf({ user: 'a', account: 'b' }));
      await noteAll([look, closing]);
      expect(await dueAt(startMs + 1)).toEqual([closing, look]);
    });

    it.each(oddTexts)('may be about %s', async (_, text) => {
      const odd = { ...lookAt(0, text), group: groupOf({ [text]: text }, text) };
      await agenda.note(odd);
      expect(await dueAt(startMs)).toEqual([odd]);
      for (const deadline of await agenda.due(startMs)) await agenda.strike(deadline);
      expect(await dueAt(startMs)).toEqual([]);
    });

    it(`comes to an end when it is struck out, also of ${many}`, async () => {
      const deadlines = Array.from({ length: many }, (_, index) =>
        deadlineAt(index % 7, groupOf({ user: String(index) })),
      );
      await Promise.all(deadlines.map((deadline) => agenda.note(deadline)));
      const seen: string[] = [];
      for (let due = await agenda.due(startMs + 7); due.length > 0; due = await agenda.due(startMs + 7)) {
        for (const { group } of due) seen.push(group.values.user ?? '');
        await Promise.all(due.map((deadline) => agenda.strike(deadline)));
      }
      expect(seen.toSorted()).toEqual(deadlines.map(({ group }) => group.values.user).toSorted());
    });
  });

  describe('a deadline', () => {
    it.each([
      { what: 'a repeat', one: lookAt(0, 'episode'), other: lookAt(0, 'episode') },
      { what: 'one that has seen more', one: lookAt(0, 'episode', 1), other: lookAt(0, 'episode', 2) },
      {
        what: 'one whose fields are in another order',
        one: deadlineAt(0, groupOf({ user: 'a', account: 'b' })),
        other: deadlineAt(0, groupOf({ account: 'b', user: 'a' })),
      },
    ])('is not noted twice: $what', async ({ one, other }) => {
      await noteAll([one, other]);
      expect(await dueAt(startMs)).toHaveLength(1);
    });

    it.each([
      ...groupPairs.map(([what, one, other]) => ({ what, one: deadlineAt(0, one), other: deadlineAt(0, other) })),
      { what: 'by time', one: deadlineAt(0), other: deadlineAt(-1) },
      { what: 'by episode', one: lookAt(0, 'one'), other: lookAt(0, 'other') },
      { what: 'by an episode and none', one: lookAt(0, ''), other: deadlineAt(0) },
    ])('differs from another $what', async ({ one, other }) => {
      await noteAll([one, other]);
      expect(await dueAt(startMs)).toHaveLength(2);
      await agenda.strike(one);
      expect(await dueAt(startMs)).toEqual([other]);
    });

    it('is struck out once and for all, and others stay', async () => {
      await noteAll([deadlineAt(0), deadlineAt(1)]);
      const [first] = await agenda.due(startMs);
      for (let time = 0; time < 2; time += 1) if (first !== undefined) await agenda.strike(first);
      expect(await dueAt(startMs + 1)).toEqual([deadlineAt(1)]);
    });

    it('that nobody noted can be struck out', async () => {
      await agenda.note(deadlineAt(0));
      await agenda.strike(deadlineAt(1));
      expect(await dueAt(startMs)).toEqual([deadlineAt(0)]);
    });

    it('stays when it was noted again while it was looked at', async () => {
      await agenda.note(deadlineAt(0));
      const [looked] = await agenda.due(startMs);
      await agenda.note(deadlineAt(0));
      if (looked !== undefined) await agenda.strike(looked);
      const again = await agenda.due(startMs);
      expect(again).toHaveLength(1);
      for (const deadline of again) await agenda.strike(deadline);
      expect(await dueAt(startMs)).toEqual([]);
    });

    it('can be noted again when it was struck out', async () => {
      await agenda.note(deadlineAt(0));
      for (const deadline of await agenda.due(startMs)) await agenda.strike(deadline);
      await agenda.note(deadlineAt(0));
      expect(await dueAt(startMs)).toEqual([deadlineAt(0)]);
    });
  });
}
