// Writes the pages of docs/ that are made from the code. `npm run docs`; a test compares them with what this makes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedPages } from './generated-pages.ts';
import { root } from './paths.ts';

for (const page of generatedPages()) writeFileSync(path.join(root, 'docs', page.name), page.text);
