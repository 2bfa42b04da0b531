import type { ProjectPath } from '../../../contract/basics';
import type { Failure } from '../../../contract/failure';
import { createFile, makeFolder } from '../../files/durable';
import { readEntry, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { readBytes } from '../../files/read-bytes';
import type { BackupManifest } from '../../vault/manifest';
import type { Host } from '../host';
import { instant } from '../host';
import { intentPath, setIntentAside } from '../journal/intent';
import type { FileStep, Intent } from '../journal/intent';
import { recordEnding } from '../journal/record';

const namedAtMost = 20;

const listed = (names: readonly string[]): string =>
  names.length > namedAtMost
    ? `${names.slice(0, namedAtMost).join(', ')} and ${names.length - namedAtMost} more`
    : names.join(', ');

/**
 * Ends an operation that can be neither finished nor taken back: its record goes into `set-aside`, the log gets an
 * ending, nothing of the project is touched, and work goes on. Answers what to tell people.
 */
export async function giveUp(host: Host, intent: Intent, failure: Failure): Promise<string> {
  const { operationId, title, files } = intent;
  const folder = `${host.folder}/set-aside`;
  const aside = `${folder}/${host.clock().toString(36)}-${operationId}.intent`;
  await makeFolder(host.fs, folder);
  const { bytes } = await readBytes(host.fs, intentPath(host, operationId));
  await createFile(host.fs, aside, bytes, { mode: 0o600, sync: true });
  const changed: ProjectPath[] = [];
  const open: string[] = [];
  for (const { path, post } of files) {
    const now = await readEntry(host.fs, host.place.root, path);
    if (now.ok && sameEntry(now.value.entry, post)) changed.push(path);
    else open.push(`${path} (${wasToBe(post)})`);
  }
  const kept = intent.backupId !== null && (await host.vault.backup(intent.backupId)).ok;
  const notUndoable = 'A crash cut it short, and the contents that it needs to be finished or taken back are lost.';
  await recordEnding(
    host,
    { ...intent, notUndoable, backupId: kept ? intent.backupId : null },
    { outcome: 'diverged', detail: { version: 1, files, state: null }, headBefore: null, headAfter: null },
  );
  return [
    `“${title}” (${operationId}) was cut short by a crash and can be neither finished nor taken back, because ${reasonOf(host, failure)}.`,
    intent.direction === 'back' ? 'It was being taken back then.' : '',
    changed.length === 0 ? '' : `Changed already: ${listed(changed)}.`,
    open.length === 0 ? '' : `Not as they were to be, and perhaps half changed: ${listed(open)}.`,
    intent.state === null && intent.git === null
      ? ''
      : 'Branches, HEAD and what is staged may be half changed, too: see “git status”.',
    `Nothing was touched now. Compare these files with a commit or another copy before you go on; the record lies in ${aside}.`,
  ]
    .filter((one) => one !== '')
    .join(' ');
}

function reasonOf(host: Host, failure: Failure): string {
  if (failure.code === 'path-outside-project' || failure.code === 'unsupported-path')
    return `a link or something else lies in the way of ${failure.path} now`;
  return `its contents are not in ${host.vault.folder} (lost, or kept in another data folder)`;
}

function wasToBe(post: Entry): string {
  switch (post.kind) {
    case 'file':
      return `was to be a file of ${post.sizeBytes} bytes, SHA-256 ${post.hash.slice(0, 12)}…`;
    case 'symlink':
      return 'was to be a link';
    case 'directory':
      return 'was to be a folder';
    case 'absent':
    case 'other':
      return 'was to be gone';
  }
}

/**
 * Puts a record that cannot be read aside. Whether files are half changed cannot be known then, so it says which
 * backup has what was there before the operation, and which files are different now; the log gets an ending.
 */
export async function setDamagedAside(host: Host, name: string, epoch: number): Promise<string> {
  const operationId = /^(o-[0-9a-z-]+)\.intent$/.exec(name)?.[1] ?? null;
  const begin = `A damaged journal record was put aside: ${name}.`;
  if (operationId === null) {
    await setIntentAside(host, name);
    return begin;
  }
  const ended = host.log.find(operationId);
  if (ended !== null) {
    await setIntentAside(host, name);
    return `${begin} Its operation “${ended.record.title}” had ended before, so nothing is open.`;
  }
  const made = (await host.vault.backups()).filter((one) => one.operationId === operationId);
  // Others with its id came later: what a crash left, what somebody else wrote.
  const backup = made.find(({ why }) => why.startsWith('Before: ')) ?? null;
  const files = backup === null ? [] : await differentNow(host, backup);
  await setIntentAside(host, name);
  await recordEnding(host, endingOf(host, operationId, backup, epoch), {
    outcome: 'diverged',
    detail: { version: 1, files, state: null },
    headBefore: null,
    headAfter: null,
  });
  if (backup === null)
    return `${begin} An operation was cut short, files may be half changed, and there is no backup of it that could say which: compare them with “git status”.`;
  const different =
    files.length === 0
      ? 'All files of that backup are as they were before it.'
      : `Different from it now: ${listed(files.map(({ path }) => path))}.`;
  return `${begin} An operation was cut short and files may be half changed. What was there before is in the backup ${backup.backupId}, “${backup.why}”. ${different} To have them back: selvedge backup restore ${backup.backupId}`;
}

/** What is there now goes into the vault, so that the record can show both sides. */
async function differentNow(host: Host, backup: BackupManifest): Promise<FileStep[]> {
  const writer = host.vault.begin();
  const files: FileStep[] = [];
  for (const { path, entry } of backup.files) {
    const now = await readEntry(host.fs, host.place.root, path, { limitBytes: host.largestFileBytes });
    if (!now.ok || now.value.entry.kind === 'other' || sameEntry(now.value.entry, entry)) continue;
    if (now.value.bytes !== null) await writer.add(now.value.bytes);
    files.push({ path, pre: entry, post: now.value.entry });
  }
  if (files.length === 0) {
    await writer.discard();
    return files;
  }
  await writer.addBackup({
    at: instant(host),
    why: `Left by what was interrupted: ${backup.why}`,
    trigger: 'operation',
    // Not the operation's own: the newest of its backups is the one from before it.
    operationId: null,
    files: files.map(({ path, post }) => ({ path, entry: post })),
  });
  await writer.keep();
  return files;
}

function endingOf(host: Host, operationId: string, backup: BackupManifest | null, epoch: number): Intent {
  return {
    version: 1,
    operationId,
    repositoryId: host.repositoryId,
    sequence: host.log.nextSequence(),
    epoch,
    kind: 'interrupted',
    title: backup?.why.replace(/^Before: /, 'Cut short: ') ?? 'Cut short by a crash',
    at: backup?.at ?? instant(host),
    actor: host.actor,
    reverses: null,
    notUndoable: 'A crash cut it short and its record is damaged. The backup that was made before it has the files.',
    backupId: backup?.backupId ?? null,
    direction: 'forward',
    files: [],
    state: null,
    git: null,
  };
}
