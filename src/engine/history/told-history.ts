import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { ToldCommit } from '../../core/timeline/told-commits';
import { nodeFileSystem } from '../files/node-file-system';
import type { Git } from '../git/git';
import type { LogCommit } from '../git/parse-log';
import { readLog } from '../git/read-log';
import { judgeCommits } from './judge-commits';
import { openJudgementCache } from './judgement-cache';
import { openMeaningSource } from './meaning-source';
import type { Meanings } from './meanings';
import { readMeanings } from './read-meanings';

export interface ToldSources {
  readonly git: Git;
  readonly dataFolder: string;
  readonly meanings: Meanings;
}

const pageSize = 5_000;

/**
 * Every commit that a revision reaches with what it meant, newest first. What was judged before is read from the
 * caches; commits of timestamps alone are never read as YAML.
 */
export async function readToldHistory(
  { git, dataFolder, meanings }: ToldSources,
  from: string,
  signal?: AbortSignal,
): Promise<Result<ToldCommit<LogCommit>[]>> {
  const abort = signal === undefined ? {} : { signal };
  const judgements = await openJudgementCache(nodeFileSystem(), dataFolder);
  const source = await openMeaningSource(meanings, git, dataFolder);
  const told: ToldCommit<LogCommit>[] = [];
  let cursor: string | null = null;
  do {
    const start: { from: string } | { cursor: string } = cursor === null ? { from } : { cursor };
    const page = await readLog(git, { limit: pageSize, ...start, ...abort });
    if (!page.ok) return page.failure.code === 'unknown-revision' && from === 'HEAD' ? ok([]) : page;
    const judged = await judgeCommits(git, judgements, page.value.commits, signal);
    if (!judged.ok) return judged;
    const loud = page.value.commits.filter(({ commit }) => judged.value.get(commit) !== true);
    const meant = await readMeanings(git, source, loud, signal);
    if (!meant.ok) return meant;
    for (const commit of page.value.commits) told.push({ commit, meaning: meant.value.get(commit.commit) ?? null });
    cursor = page.value.next;
  } while (cursor !== null);
  return ok(told);
}
