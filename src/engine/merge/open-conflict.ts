import type { FileContent, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { ConflictKind } from '../../contract/changes';
import type { ConflictDocument, SideCommit } from '../../contract/merge';
import { readMarkers } from '../../core/merge/text/markers';
import { readFile } from '../changes/read-file';
import { readVersions } from '../changes/read-version';
import type { Git } from '../git/git';
import { groupStages, listIndex } from '../git/list-stages';
import type { IndexEntry } from '../git/list-stages';
import type { LogCommit } from '../git/parse-log';
import type { StageFacts } from '../git/parse-status';
import { readSideCommits } from '../git/read-log';
import type { Progress } from '../git/read-progress';
import { readProgress } from '../git/read-progress';
import type { Project } from '../project';
import { describeConflict } from './conflict-shape';
import type { ContentKind } from './content-kinds';
import type { Sides } from './describe-sides';
import { describeSides } from './describe-sides';
import { readDraft } from './drafts';
import type { Renames } from './find-renames';
import { findRenames, noRenames } from './find-renames';
import { sidesAsCommitted } from './sides-as-committed';
import type { ConflictStages } from './recognise-stash';

/** A path in conflict, from the index alone. */
export interface OpenConflict extends ConflictStages {
  readonly conflict: ConflictKind;
}

/** The sides of a path in the index. Fails with `state-changed-since` when it is not in conflict. One git process. */
export async function findConflict(git: Git, path: string, signal?: AbortSignal): Promise<Result<OpenConflict>> {
  const entries = await listIndex(git, [path], signal);
  if (!entries.ok) return entries;
  const stages = groupStages(entries.value).get(path);
  if (stages === undefined) return fail({ code: 'state-changed-since', what: path });
  const present = [stages.base, stages.ours, stages.theirs].map((stage) => (stage === null ? '0' : '1')).join('');
  return ok({
    path,
    base: toFacts(stages.base),
    ours: toFacts(stages.ours),
    theirs: toFacts(stages.theirs),
    conflict: kindsByStages[present] ?? 'both-modified',
  });
}

/** The same with each side as its commit has it: what people see and choose. Drafts belong to what the index says. */
export async function findCommittedSides(git: Git, path: string, signal?: AbortSignal): Promise<Result<OpenConflict>> {
  const conflict = await findConflict(git, path, signal);
  if (!conflict.ok) return conflict;
  const committed = await sidesAsCommitted(git, [conflict.value], signal);
  return committed.ok ? ok(committed.value[0] ?? conflict.value) : committed;
}

const nothing: StageFacts = { mode: '000000', objectId: '' };

export const toFacts = (entry: Pick<IndexEntry, 'mode' | 'objectId'> | null): StageFacts =>
  entry === null ? nothing : { mode: entry.mode, objectId: entry.objectId };

const kindsByStages: Readonly<Record<string, ConflictKind>> = {
  '111': 'both-modified',
  '011': 'both-added',
  '101': 'deleted-by-us',
  '110': 'deleted-by-them',
  '010': 'added-by-us',
  '001': 'added-by-them',
  '100': 'both-deleted',
};

const sideCommitLimit = 40;

/**
 * Everything that the editor needs for one conflicted path: the three versions, what lies in the working tree, the
 * commits that brought either side, and the draft. Four git processes for a text in a merge.
 */
export async function openConflict(
  project: Pick<Project, 'git' | 'dataFolder' | 'place'>,
  path: ProjectPath,
  signal?: AbortSignal,
): Promise<Result<ConflictDocument>> {
  const { git } = project;
  const [conflict, progress] = await Promise.all([findConflict(git, path, signal), readProgress(git.place)]);
  if (!conflict.ok) return conflict;
  const committed = await sidesAsCommitted(git, [conflict.value], signal);
  if (!committed.ok) return committed;
  const shown = committed.value[0] ?? conflict.value;
  const sides = await describeSides(git, progress, [conflict.value], signal);
  if (!sides.ok) return sides;
  const { base, ours, theirs } = shown;
  const versions = await readVersions(git, [base, ours, theirs].map(toVersion), signal);
  if (!versions.ok) return versions;
  const worktree = await readFile(project, path);
  if (!worktree.ok) return worktree;
  const described = await describeOne(git, { shown, conflict: conflict.value }, sides.value, versions.value, signal);
  if (!described.ok) return described;
  const commits = await readCommitsOfSides(git, progress, sides.value, path, signal);
  const draft = await readDraft(project, conflict.value);
  const [baseContent, oursContent, theirsContent] = versions.value;
  const absent: FileContent = { kind: 'absent' };
  return ok({
    file: { ...described.value, hasDraft: draft !== null },
    base: baseContent ?? absent,
    ours: oursContent ?? absent,
    theirs: theirsContent ?? absent,
    worktree: worktree.value,
    oursLabel: sides.value.ours.label,
    theirsLabel: sides.value.theirs.label,
    baseLabel: sides.value.base.label,
    ...commits,
    draft,
  });
}

const toVersion = (side: StageFacts): StageFacts | null => (side.objectId === '' ? null : side);

async function describeOne(
  git: Git,
  { shown, conflict }: { readonly shown: OpenConflict; readonly conflict: OpenConflict },
  sides: Sides,
  contents: readonly FileContent[],
  signal?: AbortSignal,
): Promise<Result<Omit<ConflictDocument['file'], 'hasDraft'>>> {
  const renames = conflict.conflict === 'both-modified' ? ok(noRenames) : await findRenames(git, sides, signal);
  if (!renames.ok) return renames;
  const kinds = new Map(
    [shown.base, shown.ours, shown.theirs].map(({ objectId }, at) => [objectId, toKind(contents[at])]),
  );
  const labels = { ours: sides.ours.label, theirs: sides.theirs.label };
  const { shape, sentence, related } = describeConflict(shown, labels, kinds, renames.value);
  const others = related.filter((other) => other !== conflict.path) as ProjectPath[];
  return ok({
    path: conflict.path as ProjectPath,
    conflict: conflict.conflict,
    shape,
    sentence: [sentence, ...describeNested({ shown, conflict }, labels, renames.value, contents)].join(' '),
    related: others,
  });
}

/** What git could not merge before it came to this conflict, and where that is left out or shows. */
function describeNested(
  { shown, conflict }: { readonly shown: OpenConflict; readonly conflict: OpenConflict },
  labels: { readonly ours: string; readonly theirs: string },
  renames: Renames,
  contents: readonly FileContent[],
): string[] {
  const leftOut = (['ours', 'theirs'] as const).flatMap((side) => {
    if (shown[side].objectId === conflict[side].objectId) return [];
    const other = labels[side === 'ours' ? 'theirs' : 'ours'];
    const former = renames[side].get(conflict.path) ?? 'the renamed file';
    return [
      `Git could not merge what ${other} changed in ${former} into it: that is not in the version of ${labels[side]}.`,
    ];
  });
  const [base, ours, theirs] = contents.map(
    (content) => content.kind === 'text' && readMarkers(content.text).conflicts.length > 0,
  );
  const ancestors = base === true && ours === false && theirs === false;
  return ancestors
    ? [
        ...leftOut,
        'The sides have several common ancestors that conflict: the markers in the base are of git, not of a person.',
      ]
    : leftOut;
}

function toKind(content: FileContent | undefined): ContentKind {
  switch (content?.kind) {
    case 'text':
    case 'binary':
    case 'too-large':
      return content.kind;
    default:
      return 'missing';
  }
}

async function readCommitsOfSides(
  git: Git,
  progress: Progress,
  sides: Sides,
  path: string,
  signal?: AbortSignal,
): Promise<Pick<ConflictDocument, 'oursCommits' | 'theirsCommits'>> {
  const { ours, theirs, base, carried } = sides;
  const carriedOnly = carried === null ? [] : [toSideCommit(carried)];
  if (ours.commit === null || theirs.commit === null) return { oursCommits: [], theirsCommits: carriedOnly };
  const read = await readSideCommits(git, {
    ours: ours.commit,
    theirs: theirs.commit,
    path,
    notBefore: base.commit,
    limit: sideCommitLimit,
    ...(signal === undefined ? {} : { signal }),
  });
  // Who brought a change is good to know, but no reason not to open a conflict.
  const commits = read.ok ? read.value : [];
  const of = (side: LogCommit['side']): SideCommit[] =>
    commits.filter((commit) => commit.side === side).map(toSideCommit);
  return { oursCommits: of('ours'), theirsCommits: progress.kind === 'merge' ? of('theirs') : carriedOnly };
}

const toSideCommit = ({ commit, subject, author, authoredAt }: LogCommit): SideCommit => ({
  commit,
  subject,
  author,
  when: authoredAt,
});
