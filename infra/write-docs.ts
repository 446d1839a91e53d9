// Writes what is made from the code and kept beside it: pages of docs/, the template for member accounts, what of the stack costs.
// `npm run docs`; tests compare them with what this makes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { generatedPages } from './generated-pages.ts';
import { memberTemplate } from './member-template.ts';
import { root } from './paths.ts';
import { readStackParts } from './stack-parts.ts';
import { watchingTemplate } from './watching-template.ts';

const pages = generatedPages();
// The page of a rule that is gone goes with it.
rmSync(path.join(root, 'docs', 'rules'), { recursive: true, force: true });
for (const { name, text } of pages) {
  const file = path.join(root, 'docs', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
writeFileSync(path.join(root, 'infra', 'member-role.yml'), memberTemplate(playbooks));
writeFileSync(
  path.join(root, 'cli', 'cost', 'stack-parts.json'),
  `${JSON.stringify(readStackParts(), undefined, 2)}\n`,
);
writeFileSync(path.join(root, 'infra', 'watching.yml'), watchingTemplate());
