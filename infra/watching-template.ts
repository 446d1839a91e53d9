import { readdirSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { alarmResources } from './alarms.ts';
import { dashboardResources } from './dashboard.ts';
import { root } from './paths.ts';

/** `infra/watching.yml`: the alarms on Trailguard itself, and its dashboard. */
export function watchingTemplate(): string {
  const names = readdirSync(path.join(root, 'functions'))
    .filter((name) => name.startsWith('on-'))
    .sort();
  const resources = { Resources: { ...alarmResources(names), ...dashboardResources(names) } };
  return `${head}${stringify(resources, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false })}`;
}

const head = `# Alarms on Trailguard itself, and the dashboard. Made by npm run docs from infra/alarms.ts and infra/dashboard.ts, for much of it is the
# same for each function and each queue.
`;
