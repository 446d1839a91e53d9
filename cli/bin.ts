import { fileURLToPath } from 'node:url';
import { processIo } from './io.ts';
import { main } from './main.ts';

// `trailguard scan … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

// The bundle lies in dist/cli, the rules in the package's root.
const builtinRules = fileURLToPath(new URL('../../rules', import.meta.url));
process.exitCode = await main(process.argv.slice(2), processIo(builtinRules));
