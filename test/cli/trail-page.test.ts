import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planTrail } from '#cli/trail/plan-trail.ts';
import { bucketStatements, keyPolicy } from '#cli/trail/trail-policies.ts';
import type { WantedTrail } from '#cli/trail/wanted-trail.ts';

const page = readFileSync('docs/trail.md', 'utf8');
const wanted: WantedTrail = {
  name: 'audit',
  bucket: 'example-audit-logs',
  place: { accountId: '123456789012', region: 'eu-central-1' },
};
const bucketPolicy = { Version: '2012-10-17', Statement: bucketStatements(wanted) };

function block(name: string): unknown {
  const [, text = 'null'] = page.match(new RegExp(`\`\`\`json ${name}\\n([^\`]*)\`\`\``)) ?? [];
  return JSON.parse(text);
}

describe('docs/trail.md', () => {
  it.each([
    ['bucket', bucketPolicy],
    ['key', keyPolicy(wanted)],
  ])('shows the policy of the %s', (name, policy) => {
    expect(block(name)).toEqual(policy);
  });

  it('lists the permissions of every step', () => {
    const trail = {
      arn: 'arn',
      name: 'audit',
      homeRegion: 'eu-central-1',
      bucket: 'example-audit-logs',
      isMultiRegion: false,
      hasGlobalEvents: false,
      isValidated: false,
      isOrganization: false,
      isLogging: false,
    };
    const most = { ...wanted, key: 'new', organizationId: 'o-exampleorg1' } as const;
    const plans = [planTrail(most, {}), planTrail(most, { trail })];
    const permissions = plans.flatMap((plan) => (plan.ok ? plan.steps.flatMap((step) => step.permissions) : []));
    const listed = page.slice(page.indexOf('at most')).match(/[a-z0-9]+:[A-Z]\w+/g) ?? [];
    expect(listed.slice(0, new Set(permissions).size)).toEqual([...new Set(permissions)].sort());
  });
});
