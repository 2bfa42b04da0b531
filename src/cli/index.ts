import { endWithBug, processTerminal } from './end';

/** Set by the build. */
const version = process.env.SELVEDGE_VERSION ?? 'development';

// A reader that went away (`selvedge … | head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

/** Git starts the driver once a file, so it loads nothing but itself. */
async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'merge-driver' && args[1] !== '--help') {
    const { mergeDriver } = await import('./driver/merge-driver');
    return mergeDriver(args.slice(1), processTerminal);
  }
  const { runCommandLine } = await import('./program');
  return runCommandLine(args, processTerminal, version);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = endWithBug(error, process.argv.slice(2), processTerminal);
}
