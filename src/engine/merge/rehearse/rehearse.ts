import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { Rehearsal } from '../../../contract/rehearsal';
import type { CallContext } from '../../call-context';
import type { Git } from '../../git/git';
import { findMergeBases } from '../../git/find-merge-base';
import { resolveCommit } from '../../git/resolve-commit';
import type { Project } from '../../project';
import { countRehearsal, depthOf } from './count-rehearsal';
import type { MergeThreads } from '../threads/merge-threads';
import { readOnce } from './contents';
import type { Contents } from './contents';
import { checkCombination, readSides } from './check-combination';
import type { ReadSides } from './check-combination';
import { meet } from './meet';
import type { Meeting } from './meet';
import { mergeChangedFiles } from './merge-changed-files';
import type { MergedFile } from './merge-changed-files';
import { withScratchRepository } from './scratch-repository';

export interface RehearseOptions {
  readonly ours: string;
  readonly theirs: string;
  /** Whether the rules of the fabric are asked about the result. */
  readonly rules: boolean;
}

/**
 * What merging `theirs` into `ours` would do: git's conflicts, which of them settle themselves, what would be asked, and
 * what only the combination of both breaks. Nothing of the repository is touched: git merges in a scratch repository
 * that borrows its objects. Fails with `unknown-revision`.
 */
export async function rehearse(
  project: Pick<Project, 'git' | 'place' | 'dataFolder'>,
  threads: MergeThreads,
  options: RehearseOptions,
  context: CallContext,
): Promise<Result<Rehearsal>> {
  const started = performance.now();
  const { signal } = context;
  const ours = await resolveCommit(project.git, options.ours, signal);
  if (!ours.ok) return ours;
  const theirs = await resolveCommit(project.git, options.theirs, signal);
  if (!theirs.ok) return theirs;
  const bases = await findMergeBases(project.git, ours.value, theirs.value, signal);
  if (!bases.ok) return bases;
  const [base] = bases.value;
  const about = {
    ours: { revision: options.ours, commit: ours.value },
    theirs: { revision: options.theirs, commit: theirs.value },
    bases: [...bases.value],
  };
  const settle = (rest: Omit<Rehearsal, keyof typeof about | 'tookMs'>): Result<Rehearsal> =>
    ok({ ...about, ...rest, tookMs: performance.now() - started });
  if (ours.value === theirs.value) return settle(nothingToMerge('same'));
  if (base === theirs.value) return settle(nothingToMerge('contains'));
  return withScratchRepository(
    project.place,
    `${project.dataFolder}/rehearsals`,
    ours.value.length,
    async (scratch) => {
      const pair = { ours: ours.value, theirs: theirs.value };
      const contents = readOnce(scratch, signal);
      if (options.rules) threads.startRules();
      // The rules read both sides while files are merged.
      const [merged, sides] = await Promise.all([
        mergeBoth(scratch, contents, threads, { ...pair, base: base ?? null }, options.rules, context),
        options.rules ? readSides(scratch, contents, threads, pair, signal) : ok(notAsked),
      ]);
      if (!merged.ok) return merged;
      if (!sides.ok) return sides;
      const { met, files } = merged.value;
      const combined = await checkCombination(contents, threads, sides.value, met, files, context);
      if (!combined.ok) return combined;
      const told = files.map(({ text: _text, ...file }) => ({ ...file, path: file.path as ProjectPath }));
      const counts = countRehearsal(met, told, combined.value.problems);
      return settle({
        relation: base === undefined ? 'unrelated' : base === ours.value ? 'fast-forward' : 'diverged',
        depth: depthOf(told, combined.value.problems),
        counts,
        files: told.filter(isTelling),
        combined: [...combined.value.problems],
        rulesSkipped: combined.value.skipped,
      });
    },
  );
}

const notAsked: ReadSides = { skipped: 'the rules were not asked for', known: new Set() };

async function mergeBoth(
  scratch: Git,
  contents: Contents,
  threads: MergeThreads,
  { ours, theirs, base }: { readonly ours: string; readonly theirs: string; readonly base: string | null },
  texts: boolean,
  context: CallContext,
): Promise<Result<{ readonly met: Meeting; readonly files: readonly MergedFile[] }>> {
  const met = await meet(scratch, ours, theirs, base, context.signal);
  if (!met.ok) return met;
  const files = await mergeChangedFiles(scratch, contents, threads, met.value, texts, context);
  return files.ok ? ok({ met: met.value, files: files.value }) : files;
}

const isTelling = (file: Rehearsal['files'][number]): boolean =>
  file.git === 'conflict' || file.questions.length + file.notices.length + file.decisions > 0;

const nothingToMerge = (relation: 'same' | 'contains'): Omit<Rehearsal, 'ours' | 'theirs' | 'bases' | 'tookMs'> => ({
  relation,
  depth: 'none',
  counts: {
    touched: 0,
    touchedByBoth: 0,
    gitConflicts: 0,
    settled: 0,
    asking: 0,
    questions: 0,
    cleanButAsked: 0,
    combined: 0,
  },
  files: [],
  combined: [],
  rulesSkipped: null,
});
