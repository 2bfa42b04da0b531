import { exitCodes } from './exit-codes';
import { processTerminal } from './end';
import { runCommandLine } from './program';

/** Set by the build. */
const version = process.env.SELVEDGE_VERSION ?? 'development';

// A reader that went away (`selvedge … | head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal, version);
} catch (error) {
  processTerminal.error(
    `selvedge: a fault of Selvedge: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = exitCodes.bug.code;
}
