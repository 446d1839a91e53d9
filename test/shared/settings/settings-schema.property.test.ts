import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultResponseSettings, playbookModes } from '#shared/model/response-settings.ts';
import { levels } from '#shared/model/rule.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { parseSettings } from '#shared/settings/parse-settings.ts';
import schema from '#shared/settings/settings.schema.json' with { type: 'json' };
import { modes } from '#shared/settings/settings.ts';
import { parseTimespan } from '#shared/sigma/parse/parse-timespan.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';

const { properties } = schema;
const override = properties.overrides.items.properties;
const isAllowed = new Ajv({ allErrors: true }).compile(schema);

/** JSON is YAML. */
const parse = (settings: unknown) => parseSettings('trailguard.yml', JSON.stringify(settings));

describe('the schema says what the code does:', () => {
  it('modes', () => expect(override.mode.enum).toEqual(modes));
  it('levels', () => expect(override.level.enum).toEqual(levels));
  it('modes of playbooks', () => expect(schema.definitions.mode.enum).toEqual(playbookModes));
  it('playbooks', () => {
    const ids = playbooks.map(({ id }) => id).sort();
    expect(Object.keys(properties.playbooks.properties).sort()).toEqual(ids);
    expect(properties.exemptions.items.properties.playbooks.items.enum.toSorted()).toEqual(ids);
  });
  it('the default budget', () => {
    const { attempts, within, reversals, approval, fresh } = properties.budget.properties;
    expect({
      attempts: attempts.default,
      withinMs: parseTimespan(within.default),
      reversals: reversals.default,
      approvalMs: parseTimespan(approval.default),
      freshMs: parseTimespan(fresh.default),
    }).toEqual(defaultResponseSettings.budget);
  });
  it('the default window', () => {
    expect(parseTimespan(properties.dedup.properties.window.default)).toBe(defaultDedupWindowMs);
  });
  it('defaults', () => {
    const { settings } = parse({});
    expect(settings.builtin).toBe(properties.builtin.default);
    expect(settings.rules).toEqual(properties.rules.default);
    expect(settings.filters).toEqual(properties.filters.default);
    expect(settings.overrides).toEqual(properties.overrides.default);
  });

  it('every window that it takes is one, or too long', () => {
    const window = fc.stringMatching(new RegExp(properties.dedup.properties.window.pattern));
    fc.assert(
      fc.property(window, (text) => {
        const { problems, settings } = parse({ dedup: { window: text } });
        const messages = problems.map(({ message }) => message);
        if (messages.length > 0) expect(messages).toEqual([`window cannot be as long as ${text}`]);
        else expect(settings.dedupWindowMs).toBe(parseTimespan(text));
      }),
    );
  });
});

describe('any settings', () => {
  const word = fc.constantFrom('', 'a', 'iam/*', 'off', 'observe', 'alert', 'on', 'low', '1h', '1x', '7d');
  const anything = fc.oneof(word, fc.boolean(), fc.nat(9), fc.constant(null), fc.array(word, { maxLength: 2 }));
  const record = (...keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: keys.length });
  const some = fc.record(
    {
      builtin: anything,
      rules: anything,
      filters: anything,
      dedup: fc.oneof(anything, record('window', 'windw')),
      overrides: fc.oneof(anything, fc.array(record('rules', 'mode', 'level', 'reason', 'mdoe'), { maxLength: 3 })),
      playbooks: fc.oneof(
        anything,
        fc.dictionary(fc.constantFrom('kms-key-deletion', 's3-public-acl', 'a'), record('mode', 'close', 'mdoe')),
      ),
      exemptions: fc.oneof(
        anything,
        fc.array(record('reason', 'playbooks', 'accounts', 'resources', 'tags', 'actors', 'tag'), { maxLength: 3 }),
      ),
      budget: fc.oneof(anything, record('attempts', 'within', 'reversals', 'approval', 'fresh', 'atempts')),
      ruls: anything,
    },
    { requiredKeys: [] },
  );

  it('that the schema refuses are refused with a place and words, and none else', () => {
    fc.assert(
      fc.property(some, (settings) => {
        const { problems } = parse(settings);
        expect(problems.length > 0).toBe(!isAllowed(settings));
        for (const { line, column, message, hint } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toMatch(/undefined|\[object|must NOT/);
          expect(hint).not.toMatch(/undefined|\[object|^$/);
        }
      }),
    );
  });

  it('in any text never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseSettings('trailguard.yml', text)));
  });
});
