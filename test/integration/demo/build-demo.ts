import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fail, ok } from '../../../src/contract/call';
import type { DemoPlaces, RunGit } from '../../../src/engine/demo/create-demo';
import { createDemo } from '../../../src/engine/demo/create-demo';
import { temporaryFolder } from '../../support/temporary-folder';

/** Raw git, away from the settings of the machine. */
export const rawGit: RunGit = (args, { folder, input }) =>
  new Promise((answer) => {
    const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    const child = execFile('git', [...args], { cwd: folder, env }, (error, stdout, stderr) =>
      answer(
        error === null
          ? ok(stdout)
          : fail({ code: 'git-failed', command: args.join(' '), exitCode: null, summary: stderr }),
      ),
    );
    child.stdin?.end(input);
  });

export async function buildDemo(folder?: string): Promise<DemoPlaces> {
  const made = await createDemo({ folder: folder ?? join(await temporaryFolder('demo'), 'weaver'), git: rawGit });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value;
}
