// Writes what is made from the code and kept beside it: pages of docs/ and the template for member accounts. `npm run docs`; tests compare
// them with what this makes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { generatedPages } from './generated-pages.ts';
import { memberTemplate } from './member-template.ts';
import { root } from './paths.ts';

for (const page of generatedPages()) writeFileSync(path.join(root, 'docs', page.name), page.text);
writeFileSync(path.join(root, 'infra', 'member-role.yml'), memberTemplate(playbooks));
