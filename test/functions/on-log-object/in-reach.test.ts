import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import { inReach } from '../../../functions/on-log-object/in-reach.ts';

const home = { regions: ['eu-central-1', 'us-east-1'], accountId: '123456789012' };
const anyAccount = { ...home, accountId: undefined };
const member = '111122223333';

describe('EventBridge should have brought', () => {
  it.each([
    { what: 'what happened at home', reach: home, about: { region: 'eu-central-1' }, expected: true },
    { what: 'what a forwarder sends', reach: home, about: { region: 'us-east-1' }, expected: true },
    { what: 'nothing of a region without a forwarder', reach: home, about: { region: 'eu-west-1' }, expected: false },
    {
      what: 'nothing of another account',
      reach: home,
      about: { region: 'us-east-1', accountId: member },
      expected: false,
    },
    {
      what: 'what accounts of the organisation forward',
      reach: anyAccount,
      about: { region: 'us-east-1', accountId: member },
      expected: true,
    },
    { what: 'nothing that has no region', reach: anyAccount, about: { region: undefined }, expected: false },
  ])('$what', ({ reach, about, expected }) => {
    const alert = { accountId: '123456789012', ...about } as Alert;
    expect(inReach(reach)(alert)).toBe(expected);
  });
});
