import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { RehearsedFile } from '../../../contract/rehearsal';
import type { CallContext } from '../../call-context';
import type { BlobVersion } from '../../git/diff-blobs';
import type { Git } from '../../git/git';
import { readPolicyText } from '../merge-policy';
import type { MergeThreads } from '../threads/merge-threads';
import type { FileJob } from '../threads/thread-questions';
import type { Contents } from './contents';
import type { Meeting } from './meet';

/** A file of the rehearsal with the text that it would get; null where git's result stands. */
export type MergedFile = Omit<RehearsedFile, 'path'> & { readonly path: string; readonly text: string | null };

/** A path that both sides changed, or that git cannot merge. */
interface Candidate {
  readonly path: string;
  readonly conflict: boolean;
  readonly base: BlobVersion | null;
  readonly ours: BlobVersion | null;
  readonly theirs: BlobVersion | null;
  /** What git made of it. */
  readonly merged: string | null;
}

/** Merges by structure what both sides changed and what git cannot merge. Two git processes at most, then threads. */
export async function mergeChangedFiles(
  git: Git,
  contents: Contents,
  threads: MergeThreads,
  met: Meeting,
  texts: boolean,
  context: CallContext,
): Promise<Result<readonly MergedFile[]>> {
  const candidates = findCandidates(met);
  const mergeable = candidates.filter(isMergeable);
  const whole = candidates.filter((one) => !isMergeable(one) && one.conflict).map(asWhole);
  const jobs = await readJobs(contents, mergeable);
  if (!jobs.ok) return jobs;
  const policyText = await readPolicyText(git, met.ours, context.signal);
  if (!policyText.ok) return policyText;
  const answers = await threads.merge(jobs.value.files, {
    policyText: policyText.value,
    texts,
    signal: context.signal,
    onStep: (done) =>
      context.progress({ title: 'Merging by structure', done, total: jobs.value.files.length, unit: 'files' }),
  });
  const merged = answers.map((answer, at): MergedFile => {
    const job = jobs.value.files[at];
    return { path: job?.path ?? '', git: job?.merged === null ? 'conflict' : 'clean', ...answer };
  });
  return ok([...merged, ...jobs.value.tooLarge.map(asWhole), ...whole].sort(byPath));
}

const byPath = (one: MergedFile, other: MergedFile): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : 0;

function findCandidates({ oursChanges, theirsChanges, merged, mergedChanges }: Meeting): Candidate[] {
  const found: Candidate[] = [...merged.conflicts].map(([path, stages]) => ({
    ...{ path, conflict: true, base: stages.base, ours: stages.ours, theirs: stages.theirs },
    merged: null,
  }));
  for (const [path, change] of oursChanges) {
    const other = theirsChanges.get(path);
    if (other === undefined || merged.conflicts.has(path)) continue;
    // Without a trace in the result it is as in ours.
    const result = mergedChanges.has(path) ? mergedChanges.get(path)?.after : change.after;
    if (!result || change.after?.objectId === other.after?.objectId) continue;
    const sides = { base: change.before, ours: change.after, theirs: other.after };
    found.push({ path, conflict: false, ...sides, merged: result.objectId });
  }
  return found;
}

const isFile = (version: BlobVersion | null): boolean => version?.mode.startsWith('100') === true;

const isMergeable = (one: Candidate): boolean =>
  isFile(one.ours) && isFile(one.theirs) && (one.base === null || isFile(one.base));

function asWhole({ path, base, ours, theirs, conflict }: Candidate): MergedFile {
  const gone = ours === null ? 'ours deleted it' : theirs === null ? 'theirs deleted it' : null;
  const reason =
    gone !== null && base !== null ? `${gone}, the other side changed it` : 'one version of it has to be taken whole';
  return {
    ...{ path, questions: [], decisions: 0, notices: [], reason, text: null },
    git: conflict ? 'conflict' : 'clean',
    outcome: conflict ? 'whole' : 'settled',
  };
}

async function readJobs(
  contents: Contents,
  candidates: readonly Candidate[],
): Promise<Result<{ readonly files: FileJob[]; readonly tooLarge: Candidate[] }>> {
  const ids = candidates.flatMap(({ base, ours, theirs, merged }) =>
    [base?.objectId, ours?.objectId, theirs?.objectId, merged].filter((id) => typeof id === 'string'),
  );
  const read = await contents.read(ids);
  if (!read.ok) return read;
  const bytes = read.value;
  const files: FileJob[] = [];
  const tooLarge: Candidate[] = [];
  for (const one of candidates) {
    const [base, ours, theirs] = [one.base, one.ours, one.theirs].map((side) =>
      side === null ? null : bytes.get(side.objectId),
    );
    const merged = one.merged === null ? null : bytes.get(one.merged);
    if (ours && theirs && base !== undefined && merged !== undefined)
      files.push({ path: one.path, base: base ?? null, ours, theirs, merged });
    else tooLarge.push(one);
  }
  return ok({ files, tooLarge });
}
