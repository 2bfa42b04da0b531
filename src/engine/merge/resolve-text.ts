import type { ContentHash, ProjectPath, Receipt, TextTraits } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { readMarkers } from '../../core/merge/text/markers';
import type { CallContext } from '../call-context';
import { plainTraits } from '../changes/write-file';
import { readEntry } from '../files/entry';
import { nodeFileSystem } from '../files/node-file-system';
import { decodeText, encodeText } from '../files/text-traits';
import { refuseFilteredPaths } from '../git/refuse-filtered-paths';
import type { Git } from '../git/git';
import type { StageFacts } from '../git/parse-status';
import { readBlobs } from '../git/read-blobs';
import { addToIndex } from '../git/write-index';
import type { FileChange } from '../operations/operation-request';
import type { Project } from '../project';
import { findCommittedSides } from './open-conflict';
import type { OpenConflict } from './open-conflict';
import { isThere } from './recognise-stash';

/**
 * Writes the text of a resolved conflict and stages it. Encoding, byte order mark and line ends are those of ours
 * (of theirs where ours has none); the file is executable when `executable` or, without it, the merge of the modes says so.
 *
 * Failures: `state-changed-since` when the path is no longer in conflict, `markers-remain` (the line from 1),
 * `file-changed-since` when the working tree does not hold `worktree` any more, `not-text`, `bad-input` when nothing
 * tells whether the file is executable.
 */
export async function resolveText(
  project: Project,
  input: {
    readonly path: ProjectPath;
    readonly text: string;
    readonly worktree: ContentHash | null;
    readonly allowMarkers: boolean;
    readonly executable?: boolean | undefined;
  },
  context: CallContext,
): Promise<Result<Receipt>> {
  const change = await planText(project, input, context.signal);
  if (!change.ok) return change;
  const allowed = await refuseFilteredPaths(project.git, () => Promise.resolve(ok([input.path])), context.signal);
  if (!allowed.ok) return allowed;
  return project.run(
    {
      kind: 'resolve',
      title: `Resolve ${input.path}`,
      files: [change.value],
      git: { protects: [], act: (git, signal) => addToIndex(git, [input.path], signal) },
    },
    context,
  );
}

/** The text of a resolved conflict as the change of its file; failures as for `resolveText`. */
export async function planText(
  project: Project,
  input: {
    readonly path: ProjectPath;
    readonly text: string;
    readonly worktree: ContentHash | null;
    readonly allowMarkers: boolean;
    readonly executable?: boolean | undefined;
  },
  signal: AbortSignal,
): Promise<Result<FileChange>> {
  const conflict = await findCommittedSides(project.git, input.path, signal);
  if (!conflict.ok) return conflict;
  const executable = input.executable ?? isExecutable(conflict.value);
  if (executable === null)
    return fail({
      code: 'bad-input',
      where: 'executable',
      problem: `both sides added “${input.path}”, and on one of them alone it is executable`,
    });
  const versions = await readTexts(project.git, conflict.value, signal);
  if (!versions.ok) return versions;
  const marker = input.allowMarkers
    ? undefined
    : readMarkers(
        input.text,
        versions.value.map(({ text }) => text),
      ).markers[0];
  if (marker !== undefined) return fail({ code: 'markers-remain', path: input.path, line: marker.line + 1 });
  const model = versions.value[0];
  const traits = await traitsHere(project, input.path, model?.traits ?? plainTraits);
  const bytes = encodeText(input.text, traits, model?.bytes);
  if (bytes === null) return fail({ code: 'not-text', path: input.path });
  return ok({
    path: input.path,
    to: { kind: 'file', bytes, executable },
    expected: input.worktree ?? 'absent',
  });
}

/** Where a checkout makes CRLF of LF (`core.autocrlf`, `eol=crlf`), what git left in the working tree shows it. */
async function traitsHere(project: Project, path: ProjectPath, traits: TextTraits): Promise<TextTraits> {
  if (traits.eol !== 'lf') return traits;
  const now = await readEntry(nodeFileSystem(), project.place.root, path);
  const decoded = now.ok && now.value.entry.kind === 'file' && now.value.bytes ? decodeText(now.value.bytes) : null;
  return decoded?.traits.eol === 'crlf' ? { ...traits, eol: 'crlf' } : traits;
}

interface TextVersion {
  readonly text: string;
  readonly traits: TextTraits;
  readonly bytes: Buffer;
}

/** Those versions that are text: ours, theirs, base. */
async function readTexts(
  git: Git,
  { base, ours, theirs }: OpenConflict,
  signal: AbortSignal,
): Promise<Result<readonly TextVersion[]>> {
  const sides = [ours, theirs, base].filter((side) => isThere(side) && side.mode.startsWith('100'));
  const objects = await readBlobs(
    git,
    sides.map(({ objectId }) => objectId),
    { limitBytes: 64 * 1024 * 1024, signal },
  );
  if (!objects.ok) return objects;
  return ok(
    objects.value.flatMap((object): TextVersion[] => {
      const decoded = object.kind === 'blob' ? decodeText(object.bytes) : null;
      return decoded === null || object.kind !== 'blob' ? [] : [{ ...decoded, bytes: object.bytes }];
    }),
  );
}

/** What the merge of the modes says: what one side changed wins. Null: both added the file, and not alike. */
function isExecutable({ base, ours, theirs }: Pick<OpenConflict, 'base' | 'ours' | 'theirs'>): boolean | null {
  const isSet = ({ mode }: StageFacts): boolean => mode === '100755';
  if (!isThere(ours)) return isSet(isThere(theirs) ? theirs : base);
  if (!isThere(theirs) || isSet(ours) === isSet(theirs)) return isSet(ours);
  if (!isThere(base)) return null;
  return isSet(ours) === isSet(base) ? isSet(theirs) : isSet(ours);
}
