import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './temporary-folder';

const root = resolve(import.meta.dirname, '../..');

/** The command line as it ships: bundled, and started by a launcher, so that git itself can start it. */
export interface BuiltCommandLine {
  /** Absolute; a folder with a blank in its name, as people have them. */
  readonly launcher: string;
  readonly entry: string;
  /** Its folder for backups, records and settings. */
  readonly data: string;
  run(args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }): Promise<Ended>;
  remove(): Promise<void>;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bundles below `node_modules`, so that packages with native parts are found. About a second. */
export async function buildCommandLineForTests(): Promise<BuiltCommandLine> {
  const data = await temporaryFolder('data');
  const shims = join(await temporaryFolder('launcher'), 'a folder');
  const out = join(root, 'node_modules/.cache/selvedge/tests', `cli-${process.pid}-${Date.now()}`);
  const { buildCommandLine } = (await import(join(root, 'scripts/build/command-line.mjs'))) as {
    buildCommandLine(root: string, outdir: string): Promise<void>;
  };
  await buildCommandLine(root, out);
  const entry = join(out, 'index.js');
  const launcher = join(shims, 'selvedge');
  await mkdir(shims);
  await writeFile(launcher, `#!/bin/sh\nSELVEDGE_DATA='${data}' exec '${process.execPath}' '${entry}' "$@"\n`);
  await chmod(launcher, 0o755);
  return {
    launcher,
    entry,
    data,
    run: (args, options = {}) =>
      new Promise((answer) => {
        const env = { ...process.env, SELVEDGE_DATA: data, ...options.env };
        execFile(process.execPath, [entry, ...args], { ...options, env }, (error, stdout, stderr) =>
          answer({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr }),
        );
      }),
    remove: () => rm(out, { recursive: true, force: true }),
  };
}
