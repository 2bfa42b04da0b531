/** Words for a person at a terminal: one line each, on standard output. */
export const say = (line) => process.stdout.write(`selvedge: ${line}\n`);

/** A problem that a person can do something about: its message is shown alone, without a stack. */
export class Stop extends Error {}

/** Runs a script's body; a `Stop` becomes one line and exit code 1, anything else is a bug and keeps its stack. */
export async function runScript(body) {
  try {
    await body();
  } catch (problem) {
    process.exitCode = 1;
    process.stderr.write(`selvedge: ${problem instanceof Stop ? problem.message : (problem?.stack ?? problem)}\n`);
  }
}

export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
