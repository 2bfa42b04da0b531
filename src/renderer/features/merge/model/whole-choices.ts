import type { FileContent } from '../../../../contract/basics';
import type { ConflictDocument, WholeChoice } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';

/** One way to answer a question about a whole path. */
export interface WholeOption {
  readonly choice: WholeChoice;
  /** A verb first: "Keep the file". */
  readonly title: string;
  /** What happens, in a sentence. */
  readonly effect: string;
  readonly key: '1' | '2' | '3' | '4';
  readonly side: 'ours' | 'theirs' | null;
}

type Side = 'ours' | 'theirs';
const keyOf: Readonly<Record<Side, '1' | '2'>> = { ours: '1', theirs: '2' };

/** Options for a path that cannot be answered line by line. 1 is always what our side did, 2 what theirs did. */
export function wholeOptions(file: ConflictDocument): readonly WholeOption[] {
  switch (file.file.shape) {
    case 'delete-modify':
      return [sideOption(file, 'ours'), sideOption(file, 'theirs'), ...worktreeOption(file)];
    case 'rename':
      return [
        sideOption(file, 'ours'),
        sideOption(file, 'theirs'),
        {
          choice: 'keep-both',
          title: 'Keep both files',
          effect: 'Both names stay, each with its own content.',
          key: '3',
          side: null,
        },
      ];
    case 'binary':
    case 'too-large':
    case 'text':
      return [sideOption(file, 'ours'), sideOption(file, 'theirs'), ...worktreeOption(file)];
    case 'mode':
    case 'symlink':
    case 'submodule':
      return [sideOption(file, 'ours'), sideOption(file, 'theirs')];
  }
}

function sideOption(file: ConflictDocument, side: Side): WholeOption {
  const label = side === 'ours' ? file.oursLabel : file.theirsLabel;
  const content = file[side];
  const common = { key: keyOf[side], side } as const;
  if (content.kind === 'absent') {
    const effect = `The file goes, as on ${label}. It stays in the history, and Undo brings it back.`;
    return { ...common, choice: 'delete', title: 'Delete the file', effect };
  }
  return { ...common, choice: side, title: `Keep ${label}'s version`, effect: effectOf(content, label, file) };
}

function effectOf(content: FileContent, label: string, file: ConflictDocument): string {
  switch (content.kind) {
    case 'symlink':
      return `The link will point to ${revealCharacters(content.target)}.`;
    case 'submodule':
      return `The submodule will be at commit ${content.commit.slice(0, 10)}.`;
    case 'text':
    case 'binary':
      if (file.file.shape === 'mode') {
        return content.executable ? 'The file will be executable.' : 'The file will not be executable.';
      }
      return `The file will be exactly what ${label} has.`;
    case 'absent':
    case 'too-large':
    case 'unreadable':
      return `The file will be exactly what ${label} has.`;
  }
}

function worktreeOption(file: ConflictDocument): WholeOption[] {
  if (file.worktree.kind === 'absent' || file.worktree.kind === 'unreadable') return [];
  return [
    {
      choice: 'worktree',
      title: 'Keep what is in the folder now',
      effect: 'The file stays as it lies in the working folder, for instance after you replaced it yourself.',
      key: '3',
      side: null,
    },
  ];
}

/** Which two versions to show: what the side that kept the path changed since the base. Null: nothing to compare. */
export function survivingChange(
  file: ConflictDocument,
): { readonly side: Side; readonly before: string; readonly after: string } | null {
  const { base, ours, theirs } = file;
  const before = base.kind === 'text' ? base.text : '';
  if (ours.kind === 'text' && theirs.kind !== 'text') return { side: 'ours', before, after: ours.text };
  if (theirs.kind === 'text' && ours.kind !== 'text') return { side: 'theirs', before, after: theirs.text };
  return null;
}
