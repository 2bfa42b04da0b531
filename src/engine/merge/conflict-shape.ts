import type { ConflictKind } from '../../contract/changes';
import type { ConflictShape } from '../../contract/merge';
import type { ContentKind } from './content-kinds';
import type { Renames } from './find-renames';
import { isThere } from './recognise-stash';
import type { ConflictStages } from './recognise-stash';

export interface ShapeInput extends ConflictStages {
  readonly conflict: ConflictKind;
}

export interface DescribedConflict {
  readonly shape: ConflictShape;
  /** One sentence: what each side did. */
  readonly sentence: string;
  readonly related: readonly string[];
}

interface Labels {
  readonly ours: string;
  readonly theirs: string;
}

/** What kind of question a conflicted path asks, and what each side did, in one sentence with the sides' names. */
export function describeConflict(
  file: ShapeInput,
  labels: Labels,
  kinds: ReadonlyMap<string, ContentKind>,
  renames: Renames,
): DescribedConflict {
  const renamed = describeRename(file, labels, renames);
  const shape = shapeOf(file, kinds, renamed !== null);
  if (renamed !== null) return { shape, ...renamed };
  return { shape, sentence: sentenceOf(shape, file, labels), related: [] };
}

const modes = (file: ShapeInput): string[] =>
  [file.base, file.ours, file.theirs].filter(isThere).map(({ mode }) => mode);

function shapeOf(file: ShapeInput, kinds: ReadonlyMap<string, ContentKind>, renamed: boolean): ConflictShape {
  if (modes(file).includes('160000')) return 'submodule';
  if (modes(file).includes('120000')) return 'symlink';
  switch (file.conflict) {
    case 'both-deleted':
    case 'added-by-us':
    case 'added-by-them':
      return 'rename';
    case 'deleted-by-us':
    case 'deleted-by-them':
      return renamed ? 'rename' : 'delete-modify';
    case 'both-modified':
    case 'both-added':
      return contentShape(file, kinds);
  }
}

function contentShape(file: ShapeInput, kinds: ReadonlyMap<string, ContentKind>): ConflictShape {
  if (file.ours.objectId === file.theirs.objectId && file.ours.mode !== file.theirs.mode) return 'mode';
  const found = [file.base, file.ours, file.theirs].filter(isThere).map(({ objectId }) => kinds.get(objectId));
  if (found.includes('too-large')) return 'too-large';
  return found.includes('binary') || found.includes('missing') ? 'binary' : 'text';
}

function sentenceOf(shape: ConflictShape, file: ShapeInput, { ours, theirs }: Labels): string {
  switch (shape) {
    case 'submodule':
      return submoduleSentence(file, { ours, theirs });
    case 'symlink':
      return symlinkSentence(file, { ours, theirs });
    case 'mode':
      return `${ours} ${modeWords(file.ours.mode)}; ${theirs} ${modeWords(file.theirs.mode)}.`;
    case 'binary':
      return `${ours} and ${theirs} both ${verbOf(file)} this file, and it is not text.`;
    case 'too-large':
      return `${ours} and ${theirs} both ${verbOf(file)} this file, and it is too large to show.`;
    case 'text':
      return `${ours} and ${theirs} both ${verbOf(file)} this file${file.conflict === 'both-added' ? ', with different content' : ''}.${modeNote(file, { ours, theirs })}`;
    case 'delete-modify':
    case 'rename':
      return presenceSentence(file, { ours, theirs });
  }
}

const verbOf = (file: ShapeInput): string => (file.conflict === 'both-added' ? 'added' : 'changed');

const modeWords = (mode: string): string => (mode === '100755' ? 'makes it executable' : 'makes it not executable');

/** What becomes of the mode of a text that stands in conflict, where the sides have another one. */
function modeNote({ base, ours, theirs }: ShapeInput, labels: Labels): string {
  const isFile = (side: ShapeInput['ours']): boolean => side.mode.startsWith('100');
  if (!isFile(ours) || !isFile(theirs) || ours.mode === theirs.mode) return '';
  if (!isFile(base)) {
    const [executable, plain] = ours.mode === '100755' ? [labels.ours, labels.theirs] : [labels.theirs, labels.ours];
    return ` On ${executable} it is executable, on ${plain} it is not.`;
  }
  const [changer, mode] = ours.mode === base.mode ? [labels.theirs, theirs.mode] : [labels.ours, ours.mode];
  return ` ${changer} also ${modeWords(mode)}, and so will the result be.`;
}

function presenceSentence(file: ShapeInput, { ours, theirs }: Labels): string {
  switch (file.conflict) {
    case 'deleted-by-us':
      return `${ours} deleted this file; ${theirs} changed it.`;
    case 'deleted-by-them':
      return `${theirs} deleted this file; ${ours} changed it.`;
    case 'added-by-us':
      return besideFolder(file.path) ?? `Only ${ours} has this path.`;
    case 'added-by-them':
      return besideFolder(file.path) ?? `Only ${theirs} has this path.`;
    case 'both-deleted':
      return `Neither ${ours} nor ${theirs} has this path any more.`;
    case 'both-modified':
    case 'both-added':
      return `${ours} and ${theirs} both have this path.`;
  }
}

/** Git puts a file aside as `name~side` when the other side has a folder of that name. */
function besideFolder(path: string): string | null {
  const name = /^(.+)~[^~/]+$/.exec(path)?.[1];
  return name === undefined
    ? null
    : `One side has a file ${name}, the other a folder of that name; git put the file aside here.`;
}

function submoduleSentence(file: ShapeInput, { ours, theirs }: Labels): string {
  const words = (side: ShapeInput['ours']): string => {
    if (!isThere(side)) return 'has nothing here';
    return side.mode === '160000' ? `points it to ${side.objectId.slice(0, 7)}` : 'has a file here';
  };
  return `This is a submodule: ${ours} ${words(file.ours)}; ${theirs} ${words(file.theirs)}.`;
}

function symlinkSentence(file: ShapeInput, { ours, theirs }: Labels): string {
  const words = (side: ShapeInput['ours']): string => {
    if (!isThere(side)) return 'deleted it';
    return side.mode === '120000' ? 'has a link here' : 'has a file here';
  };
  if (file.ours.mode === '120000' && file.theirs.mode === '120000')
    return `${ours} and ${theirs} both ${verbOf(file)} where this link points to.`;
  return `${ours} ${words(file.ours)}; ${theirs} ${words(file.theirs)}.`;
}

function describeRename(
  file: ShapeInput,
  { ours, theirs }: Labels,
  renames: Renames,
): Pick<DescribedConflict, 'sentence' | 'related'> | null {
  const ourFormer = renames.ours.get(file.path);
  const theirFormer = renames.theirs.get(file.path);
  switch (file.conflict) {
    case 'both-deleted':
      return describeRenamedTwice(file.path, { ours, theirs }, renames);
    case 'added-by-us':
    case 'added-by-them': {
      const former = ourFormer ?? theirFormer;
      return former === undefined ? null : describeRenamedTwice(former, { ours, theirs }, renames);
    }
    case 'deleted-by-them':
      if (ourFormer === undefined) return null;
      return { sentence: `${ours} renamed ${ourFormer} to this; ${theirs} deleted it.`, related: [ourFormer] };
    case 'deleted-by-us':
      if (theirFormer === undefined) return null;
      return { sentence: `${theirs} renamed ${theirFormer} to this; ${ours} deleted it.`, related: [theirFormer] };
    case 'both-added':
    case 'both-modified':
      return describeRenamedHere(file, { ours, theirs }, ourFormer, theirFormer);
  }
}

/** One path that became two. */
function describeRenamedTwice(
  former: string,
  { ours, theirs }: Labels,
  renames: Renames,
): Pick<DescribedConflict, 'sentence' | 'related'> | null {
  const ourName = newName(renames.ours, former);
  const theirName = newName(renames.theirs, former);
  if (ourName === undefined || theirName === undefined) return null;
  return {
    sentence: `${ours} renamed ${former} to ${ourName}; ${theirs} renamed it to ${theirName}.`,
    related: [...new Set([former, ourName, theirName])],
  };
}

const newName = (renames: ReadonlyMap<string, string>, former: string): string | undefined =>
  [...renames].find(([, from]) => from === former)?.[0];

/** Two paths that became one, or a rename onto what the other side added. */
function describeRenamedHere(
  file: ShapeInput,
  { ours, theirs }: Labels,
  ourFormer: string | undefined,
  theirFormer: string | undefined,
): Pick<DescribedConflict, 'sentence' | 'related'> | null {
  if (ourFormer === undefined && theirFormer === undefined) return null;
  const did = (former: string | undefined): string =>
    former === undefined ? `${verbOf(file)} this file` : `renamed ${former} to this`;
  const former = [ourFormer, theirFormer].filter((path) => path !== undefined);
  return { sentence: `${ours} ${did(ourFormer)}; ${theirs} ${did(theirFormer)}.`, related: [...new Set(former)] };
}
