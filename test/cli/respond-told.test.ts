import { afterEach, beforeEach, expect, it } from 'vitest';
import { createShore, openingRecord, type Shore } from './respond-helpers.ts';

let shore: Shore;
beforeEach(() => {
  shore = createShore();
});
afterEach(() => shore.remove());

it('what somebody carries out or takes back in the table of a deployment is told on the screen, and not again by the responder', async () => {
  const record = shore.write('record.json', JSON.stringify(openingRecord));
  const planned = await shore.respond('plan', [record, '--stage', 'prod', '--format', 'ndjson']);
  const { planId } = JSON.parse(planned.stdout);
  for (const [way, status] of [
    ['apply', 'applied'],
    ['undo', 'undone'],
  ] as const) {
    expect((await shore.respond(way, [planId, '--stage', 'prod'])).exitCode).toBe(0);
    expect(await shore.table.read(planId)).toMatchObject({ status });
    expect(await shore.table.untold()).toEqual([]);
  }
});
