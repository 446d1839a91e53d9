import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generatedPages } from '../../infra/generated-pages.ts';

it.each(generatedPages().map((page) => [page.name, page.text]))(
  'docs/%s is what `npm run docs` makes',
  (name, text) => {
    expect(readFileSync(`docs/${name}`, 'utf8')).toBe(text);
  },
);
