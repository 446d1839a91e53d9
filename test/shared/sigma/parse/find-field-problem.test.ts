import { describe, expect, it } from 'vitest';
import { findFieldProblem } from '#shared/sigma/parse/find-field-problem.ts';

const derivedFields = ['actor.kind', 'resources'];

describe('a derived field', () => {
  it.each([
    'derived.actor.kind',
    'derived.resources',
    'derived.resources[0]',
    'derived.resources[-1]',
    'x.derived.actor',
    'derived',
    'eventName',
  ])('that there is, or that is none: %s', (path) => {
    expect(findFieldProblem(path, derivedFields)).toBeUndefined();
  });

  it.each([
    ['derived.actor.knd', 'actor.knd', 'did you mean "actor.kind"?'],
    ['derived.resource[0]', 'resource', 'did you mean "resources"?'],
    ['derived.nothing.like.it', 'nothing.like.it', 'known are: actor.kind, resources'],
  ])('that there is not: %s', (path, name, hint) => {
    expect(findFieldProblem(path, derivedFields)).toEqual({ message: `there is no derived field "${name}"`, hint });
  });

  it('may be any where they are not known', () => {
    expect(findFieldProblem('derived.actor.knd', undefined)).toBeUndefined();
  });
});
