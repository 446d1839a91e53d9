import { expect, it } from 'vitest';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';

const known = new Set(Object.values(cloudPermissions).flatMap((methods) => Object.values(methods).flat()));

it('every playbook has an id of its own', () => {
  const ids = playbooks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each(playbooks.map((playbook) => [playbook.id, playbook.permissions] as const))(
  '%s asks for permissions that the ports know, each once, and for none of them both to read and to change',
  (_, { read, apply, undo }) => {
    for (const changing of [apply, undo]) {
      const asked = [...read, ...changing];
      expect(asked.filter((permission) => !known.has(permission))).toEqual([]);
      expect(new Set(asked).size).toBe(asked.length);
    }
  },
);
