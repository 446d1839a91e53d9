import { describe, expect, it } from 'vitest';
import { givenParams } from '#shared/doctor/given-params.ts';
import { parameterDefaults } from '#shared/doctor/parameter-defaults.ts';
import { at, readYaml } from '../../repo/read-template.ts';
import { there, wellFunction, wellStack } from './well-facts.ts';

const responder = there('OnAlert', 'on-alert', { ...wellFunction, reachesMembers: true });

describe('what the next deployment repeats', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing of a deployment that was given nothing', {}, ''],
    ['nothing that is as it is by itself', { LogColdAfterDays: '90', Tracing: 'PassThrough', TrailBucket: '' }, ''],
    [
      'what is not, by the names of the command',
      { AlertEmail: 'you@example.com', TrailBucket: 'logs', LogColdAfterDays: '30' },
      ' --param=alertEmail=you@example.com --param=trailBucket=logs --param=logColdAfterDays=30',
    ],
    [
      'a list as one word',
      { ForwardedRegions: 'us-east-1,eu-west-1' },
      " --param='forwardedRegions=us-east-1,eu-west-1'",
    ],
    ['nothing that would be a command', { AlertEmail: "a'; id #" }, " --param='alertEmail=a'\\''; id #'"],
    ['nothing that this version does not know', { Old: 'x' }, ''],
    ['no external id of a deployment that has none', { MemberExternalId: '****' }, ''],
  ])('is %s', (_name, given, words) => {
    expect(givenParams({ ...wellStack, given })).toBe(words);
  });

  it('is a placeholder for the external id, which AWS does not show', () => {
    const stack = { ...wellStack, given: { MemberExternalId: '****' }, functions: [responder] };
    expect(givenParams(stack)).toBe(' --param=memberExternalId=EXTERNAL-ID');
  });
});

it('every parameter of the template is known, with its default', () => {
  const files = ['subscribers', 'logs', 'responder', 'tracing', 'forwarded-events'];
  const found = files.flatMap((file) =>
    Object.entries(at(readYaml(`infra/${file}.yml`), 'Parameters') ?? {}).map(([name, parameter]) => {
      const [, quoted, bare] = /, (?:'(.*)'|(.*))\}$/.exec(String(at(parameter, 'Default'))) ?? [];
      return [name, quoted ?? bare];
    }),
  );
  expect(Object.fromEntries(found)).toEqual(parameterDefaults);
});
