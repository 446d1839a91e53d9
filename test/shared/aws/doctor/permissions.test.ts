import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { doctorPermissions } from '#shared/ports/doctor/permissions.ts';

const folder = 'shared/aws/doctor';

it('the permissions of doctor are those that its readers name, and those of the buckets that it reads', () => {
  const named = readdirSync(folder).flatMap((name) =>
    [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/'((?!node)[a-z0-9]+:[A-Z]\w+)'/g)].map(
      ([, found]) => found,
    ),
  );
  const { getPolicy, getAccessBlock, getAccountAccessBlock } = cloudPermissions.buckets;
  const all = new Set([...named, ...getPolicy, ...getAccessBlock, ...getAccountAccessBlock]);
  expect(named.length).toBeGreaterThan(20);
  expect([...all].sort()).toEqual([...doctorPermissions]);
});
