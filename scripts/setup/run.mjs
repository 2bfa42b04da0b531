import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { Stop } from './say.mjs';

/** Children that are still running; they end when this process ends. */
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(130);
  });
}

/**
 * Runs a program to its end. `capture`: its output is kept (up to 20 MB) instead of shown.
 * Never throws for a failing program: the caller reads `code` (null: could not be started, or was killed).
 */
export function run(command, args, { cwd, env, capture = false, timeoutMs, input } = {}) {
  return new Promise((resolve) => {
    const stdio = [input ?? 'ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'];
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      stdio,
      windowsHide: true,
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      if (output.length < 20e6) output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const end = (code, problem) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output, problem });
    };
    child.on('error', (problem) => end(null, problem));
    child.on('close', (code) => end(code));
  });
}

/** Like `run`, but a program that fails stops the script with `failure` and both ends of its output. */
export async function mustRun(command, args, failure, options = {}) {
  const { code, output, problem } = await run(command, args, options);
  if (code === 0) return output;
  throw new Stop(
    [failure, problem?.message ?? '', bothEnds(stripVTControlCharacters(output).trim().split('\n'))]
      .filter(Boolean)
      .join('\n'),
  );
}

const bothEnds = (lines) => (lines.length <= 40 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-20)]).join('\n');

/** npm is a script on Unix and a .cmd on Windows; going through Node avoids a shell on both. */
export function runNpm(args, failure, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return mustRun(process.execPath, [cli, ...args], failure, options);
  return mustRun(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, failure, options);
}
