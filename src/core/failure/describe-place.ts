import type { Describers } from './failure-description';
import { lookAgain, openAnother, tryAgain } from './failure-description';
import { listed, quoted, sized } from './wording';

const isGitsOwn = (path: string): boolean => /(^|\/)\.git(\/|$)/i.test(path);

/** The machine, the folder, the disk. */
export const placeDescribers: Describers<
  | 'git-missing'
  | 'git-too-old'
  | 'path-missing'
  | 'not-a-folder'
  | 'not-a-repository'
  | 'bare-repository'
  | 'repository-gone'
  | 'unsafe-owner'
  | 'unreadable'
  | 'read-only'
  | 'data-folder-unusable'
  | 'disk-full'
  | 'corrupt-index'
  | 'corrupt-repository'
  | 'path-outside-project'
  | 'unsupported-path'
  | 'file-too-large'
  | 'file-missing'
  | 'maybe-unread'
  | 'not-text'
> = {
  'git-missing': () => ({
    title: 'Git was not found',
    sentence: 'Selvedge works with the git of this computer and could not find one. Install git 2.38 or newer.',
    actions: [{ label: 'Look for git again', command: 'try-again' }],
  }),
  'git-too-old': ({ found, needed }) => ({
    title: 'This git is too old',
    sentence: `Git ${quoted(found)} is installed; Selvedge needs ${needed} or newer. Update git, then look again.`,
    actions: [{ label: 'Look for git again', command: 'try-again' }],
  }),
  'path-missing': ({ path }) => ({
    title: 'The folder is not there',
    sentence: `${quoted(path)} does not exist. It may have been moved or renamed, or its disk is not connected.`,
    actions: [openAnother, tryAgain],
  }),
  'not-a-folder': ({ path }) => ({
    title: 'This is not a folder',
    sentence: `${quoted(path)} is a file. Choose the folder that holds the repository.`,
    actions: [openAnother],
  }),
  'not-a-repository': ({ path }) => ({
    title: 'This is not a git repository',
    sentence: `Neither ${quoted(path)} nor a folder above it is a git repository. Choose another folder, or run “git init” in this one.`,
    actions: [openAnother],
  }),
  'bare-repository': ({ path }) => ({
    title: 'This repository has no files to show',
    sentence: `${quoted(path)} is a bare repository: it keeps history but no working tree. Clone it and open the clone.`,
    actions: [openAnother],
  }),
  'repository-gone': ({ path }) => ({
    title: 'The repository is gone',
    sentence: `${quoted(path)} was deleted or moved while it was open. Its backups are kept apart from it and are still there.`,
    actions: [openAnother, tryAgain],
  }),
  'unsafe-owner': ({ path }) => ({
    title: 'The repository belongs to someone else',
    sentence: `${quoted(path)} is owned by another account, and git does not trust such repositories. If you trust it, run “git config --global --add safe.directory” with this path.`,
    actions: [tryAgain, openAnother],
  }),
  unreadable: ({ path }) => ({
    title: 'No permission to read',
    sentence: `${quoted(path)} cannot be read by your account. Check its permissions.`,
    actions: [tryAgain],
  }),
  'read-only': ({ path }) => ({
    title: 'No permission to write',
    sentence: `${quoted(path)} cannot be written: the disk is read-only or your account may not change it. Nothing was changed.`,
    actions: [tryAgain],
  }),
  'data-folder-unusable': ({ path, problem }) => ({
    title: 'The data folder cannot be used',
    sentence: `Selvedge keeps backups and records in ${quoted(path)}, but ${problem}. Nothing was written. Name another folder with SELVEDGE_DATA.`,
    actions: [tryAgain],
  }),
  'disk-full': ({ path, neededBytes }) => ({
    title: 'The disk is full',
    sentence: `There is no room left on the disk of ${quoted(path)}${neededBytes === null ? '' : ` (${sized(neededBytes)} needed)`}. Free some space and try again; what was there before is still there.`,
    actions: [tryAgain],
  }),
  'corrupt-index': ({ path }) => ({
    title: 'Git’s index is damaged',
    sentence: `${quoted(path)} cannot be read by git, so it does not know what is staged. Your files are untouched. Keep a copy of that file, delete it, and run “git reset” to build it anew.`,
    actions: [tryAgain, { label: 'Open backups', command: 'open-backups' }],
  }),
  'corrupt-repository': ({ detail }) => ({
    title: 'The repository is damaged',
    sentence: `Git found an object or a reference that it cannot read: ${quoted(detail)}. Run “git fsck” to see how far it goes before you change anything.`,
    actions: [tryAgain, { label: 'Open backups', command: 'open-backups' }],
  }),
  'path-outside-project': ({ path }) => ({
    title: isGitsOwn(path) ? 'This path belongs to git' : 'This path leads out of the repository',
    sentence: isGitsOwn(path)
      ? `${quoted(path)} is in git’s own folder. Selvedge backs up and restores the files of the project only.`
      : `${quoted(path)} points outside of the repository, perhaps through a link. Selvedge writes only inside.`,
    actions: [],
  }),
  'unsupported-path': ({ path, reason }) => ({
    title: 'This path cannot be used',
    sentence: `${quoted(path)}: ${reason}.`,
    actions: [],
  }),
  'file-too-large': ({ path, sizeBytes, limitBytes }) => ({
    title: 'The file is too large',
    sentence: `${quoted(path)} has ${sized(sizeBytes)}; the limit here is ${sized(limitBytes)}.`,
    actions: [{ label: 'Open settings', command: 'open-settings' }],
  }),
  'file-missing': ({ path }) => ({
    title: 'The file is not there',
    sentence: `There is no ${quoted(path)} here, or not in the version that was asked for.`,
    actions: [lookAgain, { label: 'Open the timeline', command: 'open-timeline' }],
  }),
  'maybe-unread': ({ what, paths }) => ({
    title: 'Nobody can say whether this is here',
    sentence: `${quoted(what)} is not among what can be read, but it may be in ${listed(paths)}, which cannot be. Mend ${paths.length === 1 ? 'that file' : 'those files'} first; nothing was changed.`,
    actions: [lookAgain],
  }),
  'not-text': ({ path }) => ({
    title: 'The file is not text',
    sentence: `${quoted(path)} holds bytes that are not text, so it can be kept or replaced as a whole, not edited here.`,
    actions: [],
  }),
};
