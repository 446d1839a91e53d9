import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { checkRules } from './rules/check-rules.ts';
import { explainRule } from './rules/explain-rule.ts';
import { listRules } from './rules/list-rules.ts';
import { newRule } from './rules/new-rule.ts';
import { showCoverage } from './rules/show-coverage.ts';
import { showPatterns } from './rules/show-patterns.ts';
import { testRules } from './rules/test-rules.ts';
import { UsageError } from './usage-error.ts';

const help = `trailguard rules list [PATH…]            the rules, with level and tags
trailguard rules check [PATH…]           whether rules are sound, and what in them can hardly be meant; each with place and hint
trailguard rules test [PATH…]            whether rules match the cases they should, and no others
trailguard rules explain RULE [RECORD]   what a rule means; for a record, which part held and which did not
trailguard rules pattern [PATH…]         what EventBridge is asked for the rules, and why it is not asked for less
trailguard rules coverage [PATH…]        what the rules cover: attack techniques by tactic, CIS controls, services
trailguard rules new SERVICE/NAME        starts a rule and its cases, in --rules DIR (rules) and --cases DIR; overwrites nothing

With PATH, a folder or a file, only the rules there; without, those that come with Trailguard, or that settings name.

  --rules DIR      more rules, a folder or a file; may be repeated
  --no-builtin     only the rules given with --rules or by settings
  --settings FILE  what runs and what becomes of it, such as trailguard.yml; list shows also what is off, check checks the
                   file too, test tries all rules, also those that are off
  --format FORMAT  list, check, test: table (default) or ndjson; pattern, coverage: table or json
  --strict         check: end with 2 on warnings too
  --cases DIR      test: the folder of the cases, DIR/<rule path>/{match,ignore}-<why>.json; default: test/rules

RULE is an id, a name, a title or a path. RECORD is a file with one record in any form, or - for standard input.
Ends with 0 when done, 1 when a test failed, 2 on bad usage, rules or settings, 3 when the record could not be read.
`;

const subverbs: Readonly<Record<string, (args: readonly string[], io: Io) => Promise<ExitCode>>> = {
  list: listRules,
  check: checkRules,
  test: testRules,
  explain: explainRule,
  pattern: showPatterns,
  coverage: showCoverage,
  new: newRule,
};

/** The verb `rules`: look at rules, check them, try them. */
export const rules: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  async run(args: readonly string[], io: Io): Promise<ExitCode> {
    const [name = '', ...rest] = args;
    const subverb = Object.hasOwn(subverbs, name) ? subverbs[name] : undefined;
    if (subverb === undefined) throw new UsageError(`rules takes one of ${Object.keys(subverbs).join(', ')}`);
    return subverb(rest, io);
  },
};
