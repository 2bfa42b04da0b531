import type { FileContent, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { DoubtfulFile } from '../../../contract/structure';
import { isSealedText } from '../../../core/merge/sealed-file';
import { holdsSealed } from '../../../core/merge/text/sealed-lines';
import type { CallContext } from '../../call-context';
import { readVersions } from '../../changes/read-version';
import { diffNames } from '../../git/diff-names';
import { findMergeBases } from '../../git/find-merge-base';
import type { Git } from '../../git/git';
import { listIndex } from '../../git/list-stages';
import { listTree } from '../../git/list-tree';
import { readHeadCommit } from '../../git/resolve-commit';
import type { Project } from '../../project';
import { readOpenMerge } from '../open-merge';
import { readPolicyText } from '../merge-policy';
import type { ThreeVersions } from './merge-questions';
import type { MergeWorker } from './merge-worker';

export interface MergeReview {
  readonly files: DoubtfulFile[];
  /** How many files both sides had changed and git had merged. */
  readonly looked: number;
}

const nothing: MergeReview = { files: [], looked: 0 };
const atOnce = 40;

/**
 * "Git merged this cleanly, but…": files that both sides changed, that git merged without a question, and of which the
 * merge by structure says that the result is wrong. Only for a merge that is under way.
 */
export async function reviewMerge(
  project: Pick<Project, 'git'>,
  worker: MergeWorker,
  context: CallContext,
): Promise<Result<MergeReview>> {
  const { git } = project;
  const { signal } = context;
  const open = await readOpenMerge(git, signal);
  if (!open.ok) return open;
  const { progress, conflicts } = open.value;
  const theirs = progress.kind === 'merge' && progress.heads.length === 1 ? progress.heads[0] : undefined;
  if (theirs === undefined) return ok(nothing);
  const ours = await readHeadCommit(git, signal);
  if (!ours.ok) return ours;
  if (ours.value === null) return ok(nothing);
  const bases = await findMergeBases(git, ours.value, theirs, signal);
  if (!bases.ok) return bases;
  // After a criss-cross the base that git used is no commit.
  const [base] = bases.value;
  if (base === undefined || bases.value.length > 1) return ok(nothing);
  const inConflict = new Set(conflicts.map(({ path }) => path));
  const paths = await changedByBoth(git, { base, ours: ours.value, theirs }, signal);
  if (!paths.ok) return paths;
  const merged = paths.value.filter((path) => !inConflict.has(path));
  const sides = { base, ours: ours.value, theirs };
  const policyText = await readPolicyText(git, ours.value, signal);
  if (!policyText.ok) return policyText;
  const files: DoubtfulFile[] = [];
  let looked = 0;
  for (let at = 0; at < merged.length; at += atOnce) {
    const part = await readMerged(git, sides, merged.slice(at, at + atOnce), signal);
    if (!part.ok) return part;
    const asked = part.value.filter(isReviewed).map((file) => ({ ...file, policyText: policyText.value }));
    looked += asked.length;
    const concerns = await worker.ask('review', asked);
    concerns.forEach((one, index) => {
      const path = asked[index]?.path as ProjectPath | undefined;
      if (one.length > 0 && path !== undefined) files.push({ path, concerns: [...one] });
    });
    context.progress({ title: 'Looking at what git merged', done: at, total: merged.length, unit: 'files' });
  }
  return ok({ files, looked });
}

/** YAML, and what is encrypted: parts of two versions do not open, whatever the file is called. */
const isReviewed = ({ path, ours, theirs }: Pick<ThreeVersions, 'path' | 'ours' | 'theirs'>): boolean =>
  /\.ya?ml$/i.test(path) || [ours, theirs].some((text) => isSealedText(text) || holdsSealed(text));

interface Commits {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

async function changedByBoth(git: Git, commits: Commits, signal: AbortSignal): Promise<Result<readonly string[]>> {
  const [ours, theirs] = await Promise.all([
    diffNames(git, commits.base, commits.ours, { renames: false, signal }),
    diffNames(git, commits.base, commits.theirs, { renames: false, signal }),
  ]);
  if (!ours.ok) return ours;
  if (!theirs.ok) return theirs;
  const changed = new Set(ours.value.map(({ path }) => path));
  const both = theirs.value.map(({ path }) => path).filter((path) => changed.has(path));
  return ok(both);
}

async function readMerged(
  git: Git,
  commits: Commits,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly (Omit<ThreeVersions, 'policyText'> & { readonly merged: string })[]>> {
  const index = await listIndex(git, paths, signal);
  if (!index.ok) return index;
  const trees = await Promise.all(
    [commits.base, commits.ours, commits.theirs].map((commit) => listTree(git, commit, paths, signal)),
  );
  const [base, ours, theirs] = trees;
  if (!base?.ok || !ours?.ok || !theirs?.ok) return trees.find((tree) => !tree.ok) ?? ok([]);
  const stagedAt = new Map(index.value.filter(({ stage }) => stage === 0).map((entry) => [entry.path, entry]));
  const wanted = paths.flatMap((path) => {
    const [own, other, staged] = [ours.value.get(path), theirs.value.get(path), stagedAt.get(path)];
    if (own === undefined || other === undefined || staged === undefined) return [];
    // One side's file as it is: nothing was put together.
    if (staged.objectId === own.objectId || staged.objectId === other.objectId) return [];
    return [{ path, versions: [base.value.get(path) ?? null, own, other, staged] }];
  });
  const contents = await readVersions(
    git,
    wanted.flatMap(({ versions }) => versions),
    signal,
  );
  if (!contents.ok) return contents;
  return ok(
    wanted.flatMap(({ path }, at) => {
      const [first, second, third, fourth] = contents.value.slice(at * 4, at * 4 + 4);
      const [own, other, merged] = [textOf(second), textOf(third), textOf(fourth)];
      if (own === null || other === null || merged === null) return [];
      return [{ path, base: textOf(first) ?? '', ours: own, theirs: other, merged }];
    }),
  );
}

const textOf = (content: FileContent | undefined): string | null => (content?.kind === 'text' ? content.text : null);
