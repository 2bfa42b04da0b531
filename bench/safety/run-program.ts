import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Answers what it printed; throws when it fails. */
export async function runProgram(
  name: string,
  args: readonly string[],
  { cwd, environment = {} }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
): Promise<string> {
  const { stdout } = await run(name, [...args], { cwd, env: { ...process.env, ...environment }, maxBuffer: 1 << 28 });
  return stdout.trim();
}
