import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedPages } from '../../infra/generated-pages.ts';

it.each(generatedPages().map((page) => [page.name, page.text]))(
  'docs/%s is what `npm run docs` makes',
  (name, text) => {
    expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
  },
);

it('docs/rules holds no page of a rule that is gone', () => {
  const made = new Set(generatedPages().map(({ name }) => name));
  const found = readdirSync('docs/rules', { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(`docs/rules/${name}`).isFile())
    .map((name) => `rules/${name}`);
  expect(found.filter((name) => !made.has(name))).toEqual([]);
});
