import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathToBytes } from '../files/path-bytes';
import { pathList } from './check-attributes';
import type { Git } from './git';
import type { IndexEntry } from './list-stages';

type Done = Result<Record<never, never>>;

/** Records paths as they are in the working tree; conflicted ones become resolved. Takes exactly these paths, ignored ones too. */
export async function addToIndex(git: Git, paths: readonly string[], signal: AbortSignal): Promise<Done> {
  return feed(git, ['--add', '--remove', '--replace', '-z', '--stdin'], pathList(paths), signal);
}

/** Takes paths out of the index, whatever the working tree holds; conflicted ones become resolved. */
export async function removeFromIndex(git: Git, paths: readonly string[], signal: AbortSignal): Promise<Done> {
  return feed(git, ['--force-remove', '-z', '--stdin'], pathList(paths), signal);
}

/** Writes entries as they are given, also the stages of a conflict; the working tree is not looked at. */
export async function writeIndexEntries(
  git: Git,
  entries: readonly {
    readonly mode: string;
    readonly objectId: string;
    readonly stage: IndexEntry['stage'];
    readonly path: string;
  }[],
  signal: AbortSignal,
): Promise<Done> {
  const lines = entries.map(({ mode, objectId, stage, path }) =>
    Buffer.concat([Buffer.from(`${mode} ${objectId} ${stage}\t`), pathToBytes(path), Buffer.from([0])]),
  );
  return feed(git, ['--replace', '-z', '--index-info'], Buffer.concat(lines), signal);
}

async function feed(git: Git, options: readonly string[], input: Buffer, signal: AbortSignal): Promise<Done> {
  if (input.length === 0) return ok({});
  const answer = await git.run(['update-index', ...options], { input, signal });
  return answer.ok ? ok({}) : answer;
}
