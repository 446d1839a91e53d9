import { describe, expect, test } from 'vitest';
import { defaults, parseOptions } from '../../samples/generator/options.ts';

describe('the options of the generator', () => {
  test('are those of the committed sample when none is given', () => {
    expect(parseOptions([])).toEqual({ ok: true, help: false, out: 'samples/account-week', options: defaults });
  });

  test('are read from the command line', () => {
    const args = ['--out', 'x', '--records', '9', '--seed', '7', '--days', '2', '--intrusion', 'no'];
    const options = { seed: 7, records: 9, days: 2, intrusion: false, recordsPerFile: 50 };
    expect(parseOptions([...args, '--records-per-file', '50'])).toEqual({ ok: true, help: false, out: 'x', options });
  });

  test.each<[string, readonly string[], RegExp]>([
    ['an unknown option', ['--size', '3'], /--size/],
    ['a word for a number', ['--records', 'many'], /--records many/],
    ['no records', ['--records', '0', '--intrusion', 'no'], /--records 0/],
    ['a fraction', ['--days', '1.5'], /--days 1\.5/],
    ['neither yes nor no', ['--intrusion', 'maybe'], /yes or no/],
    ['too few days for the intrusion', ['--days', '4'], /--days 5 or more/],
    ['too few records for the stories', ['--records', '20'], /scripted records alone/],
  ])('are refused: %s', (_name, args, problem) => {
    expect(parseOptions(args)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
