import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { watchingTemplate } from '../../infra/watching-template.ts';
import { at, readYaml } from '../repo/read-template.ts';

describe('the alarms and the dashboard', () => {
  it('are what `npm run docs` makes', () => {
    expect(readFileSync('infra/watching.yml', 'utf8')).toBe(watchingTemplate());
  });

  it('show every alarm that is always there', () => {
    const { Resources } = readYaml('infra/watching.yml');
    const alarms = Object.values(Resources ?? {}).filter(
      (resource) => at(resource, 'Type') === 'AWS::CloudWatch::Alarm' && at(resource, 'Condition') === undefined,
    );
    const body = JSON.parse(String(at(Resources, 'Dashboard', 'Properties', 'DashboardBody', 'Fn::Sub')));
    expect(alarms.length).toBeGreaterThan(10);
    expect(body.widgets[0].properties.alarms).toEqual(
      alarms.map((alarm) =>
        expect.stringMatching(new RegExp(`:alarm:${escaped(at(alarm, 'Properties', 'AlarmName'))}$`)),
      ),
    );
  });

  it('lie side by side', () => {
    const { Resources } = readYaml('infra/watching.yml');
    const { widgets } = JSON.parse(String(at(Resources, 'Dashboard', 'Properties', 'DashboardBody', 'Fn::Sub')));
    const places = widgets.map(({ x, y }: { x: number; y: number }) => `${x},${y}`);
    expect(new Set(places).size).toBe(widgets.length);
  });
});

function escaped(text: unknown): string {
  return String(text).replace(/[${}]/g, '\\$&');
}
