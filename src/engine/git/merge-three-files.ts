import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { scrubEnvironment } from './environment';
import { findGit } from './find-git';
import { runGit } from './run-git';
import { fixedSettings, settingsAsEnvironment } from './safe-config';

/**
 * Git's own merge of three files by lines, with diff3 markers. Needs no repository; nothing is written.
 *
 * `binary`: git does not merge such content. Paths must be absolute.
 */
export async function mergeThreeFiles(given: {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly labels: { readonly base: string; readonly ours: string; readonly theirs: string };
  readonly markerLength: number;
  /** Folders whose own `git` must not be started. */
  readonly avoid: readonly string[];
}): Promise<
  Result<{ readonly kind: 'text'; readonly bytes: Buffer; readonly conflicts: number } | { readonly kind: 'binary' }>
> {
  const git = await findGit({ avoid: given.avoid });
  if (!git.ok) return git;
  const { labels } = given;
  const end = await runGit({
    executable: git.value.path,
    args: [
      ...['merge-file', '-p', '--diff3', '--quiet', `--marker-size=${given.markerLength}`],
      ...['-L', labels.ours, '-L', labels.base, '-L', labels.theirs],
      ...['--', given.ours, given.base, given.theirs],
    ],
    environment: { ...scrubEnvironment(process.env), ...settingsAsEnvironment(fixedSettings(git.value.path)) },
    timeoutMs: 120_000,
    maxOutputBytes: 1024 * 1024 * 1024,
  });
  if (end.kind !== 'exited' || end.exitCode === null)
    return fail({ code: 'git-failed', command: 'merge-file', exitCode: null, summary: end.kind });
  // 255 is an error; content with NUL is one.
  if (end.exitCode > 127) return ok({ kind: 'binary' });
  return ok({ kind: 'text', bytes: end.stdout, conflicts: end.exitCode });
}
