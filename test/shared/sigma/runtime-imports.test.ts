import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** All modules that a module loads when it runs, by path from the root, packages by name. */
function loadedModules(entry: string): ReadonlySet<string> {
  const seen = new Set([entry]);
  for (const path of seen) {
    const file = join(root, path);
    if (!existsSync(file)) continue;
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'([^']+)';/gm);
    for (const [, name = ''] of imports) {
      if (name.startsWith('#shared/')) seen.add(join('shared', name.slice('#shared/'.length)));
      else seen.add(name.startsWith('.') ? join(dirname(path), name) : name);
    }
  }
  return seen;
}

describe('what runs in a Lambda', () => {
  it.each(['compile-rule', 'required-values', 'field-values', 'describe-rule', 'trace-rule'])(
    '%s does not load the YAML parser',
    (name) => {
      expect(loadedModules(`shared/sigma/${name}.ts`)).not.toContain('yaml');
    },
  );

  it('would be seen if it did', () => {
    expect(loadedModules('shared/sigma/parse-rules.ts')).toContain('yaml');
  });
});
