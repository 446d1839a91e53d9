import { fileURLToPath } from 'node:url';
import { exitCode } from './exit-code.ts';
import { processIo } from './io.ts';
import { main } from './main.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `trailguard scan … | head` closes the pipe early: that is no error.
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`trailguard: standard output cannot be written: ${error.message}\n`);
  process.exit(exitCode.badUsage);
});
// Whoever closes it does not want to hear of the scan; the results count all the same.
process.stderr.on('error', () => undefined);

// The bundle lies in dist/cli, the rules in the package's root.
const builtinRules = fileURLToPath(new URL('../../rules', import.meta.url));
process.exitCode = await main(process.argv.slice(2), processIo(builtinRules));
