import type { Result } from '../../contract/call';
import type { MeaningOptions } from '../../core/fabric/normalize/meaning';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import { policyPath } from '../../core/fabric/policy/policy';
import { readModelFile } from '../fabric/desk/read-yaml';
import { repositoryPolicy } from '../fabric/desk/repository-policy';
import { errorCode } from '../files/file-system';
import { nodeFileSystem } from '../files/node-file-system';
import { absolutePath } from '../files/project-path';
import { TooLarge, readBytesIfThere } from '../files/read-bytes';
import type { Git } from '../git/git';
import type { MeaningCache } from './meaning-cache';
import type { MeaningQuestion } from './judge-meaning';

/** Judges what changes meant, off the main thread. */
export interface MeaningReader {
  judge(question: MeaningQuestion): Promise<Result<ReadonlyMap<string, CommitMeaning>>>;
}

/** What is needed to say what the commits of one repository meant. */
export interface MeaningSource {
  readonly reader: MeaningReader;
  readonly cache: MeaningCache;
  /** The repository's own words about comparing, as its policy stands now: the whole history is read by it. */
  readonly options: MeaningOptions;
}

const largestPolicyBytes = 256 * 1024;

/** Looks at the policy anew each time: it may have changed since the last question. */
export async function openMeaningSource(
  meanings: MeaningReader & { cacheOf(dataFolder: string): Promise<MeaningCache> },
  git: Git,
  dataFolder: string,
): Promise<MeaningSource> {
  const cache = await meanings.cacheOf(dataFolder);
  return { reader: meanings, cache, options: await comparingOptions(git.place.root) };
}

async function comparingOptions(root: string): Promise<MeaningOptions> {
  const fs = nodeFileSystem();
  const place = await absolutePath(fs, root, policyPath);
  const bytes = place.ok ? await readSmall(place.value) : null;
  const { policy } = repositoryPolicy(bytes === null ? undefined : readModelFile(policyPath, bytes, ''));
  return { volatile: policy.volatile, lists: policy.lists };
}

/** Null: there is none, or none that can be read, which the problems of the fabric tell. */
async function readSmall(path: string): Promise<Buffer | null> {
  try {
    return await readBytesIfThere(nodeFileSystem(), path, largestPolicyBytes);
  } catch (error) {
    if (errorCode(error) === null && !(error instanceof TooLarge)) throw error;
    return null;
  }
}
