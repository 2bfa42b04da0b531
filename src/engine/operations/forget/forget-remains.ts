import type { ContentHash, ProjectPath } from '../../../contract/basics';
import { readForgotten } from '../../vault/forgotten';
import type { Vault } from '../../vault/vault';
import { readCheckpointState } from '../checkpoints/checkpoint-state';
import { readDetail } from '../journal/detail';
import type { Host } from '../host';
import { existing } from '../git-state/keep-commits';
import type { SecondVault } from '../backups/second-vault';

export interface Contents {
  readonly hashes: ReadonlySet<string>;
  /** The path at which each was, where one is known. */
  readonly files: ReadonlyMap<string, ProjectPath>;
}

/** What erasing cannot reach, in words. */
export async function whatRemains(
  host: Host,
  what: Contents & {
    readonly paths: readonly ProjectPath[];
    readonly second: SecondVault;
    readonly objects: ReadonlyMap<string, readonly string[]>;
  },
): Promise<string[]> {
  const remains = [
    ...(await inGit(host, what.objects)),
    ...(await inStateFiles(host)),
    ...(await formerNames(host, what.paths)),
  ];
  if (what.second.state() !== null && (await what.second.open()) === null)
    remains.push('The second vault, whose disk is not there now. Forget once more when it is.');
  remains.push('The files in the working tree, if they are there now.');
  remains.push(
    'The names of the files and the hashes of what they held, in backups, the operations log and the audit trail. Somebody who can guess a short content can check the guess by its hash.',
  );
  remains.push('What you exported or copied elsewhere, and what is typed in a window and not saved.');
  remains.push('Copies that the disk itself keeps (snapshots, worn cells of an SSD) and backups of this computer.');
  return remains;
}

/** Git's history is not ours to rewrite; it is said what it still has. */
async function inGit(host: Host, objects: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
  const there = new Set(await existing(host, [...new Set([...objects.values()].flat())]));
  const known = [...objects.values()].filter((ids) => ids.some((id) => there.has(id))).length;
  if (known === 0) return [];
  const kept = await host.git.text(['for-each-ref', '--count=1', '--format=%(refname)', 'refs/selvedge/']);
  const ours =
    kept.ok && kept.value !== '' ? ' Refs below refs/selvedge/, which let undo work, may hold on to some of them.' : '';
  return [`${known} of the contents ${known === 1 ? 'is' : 'are'} still in git's objects of this repository.${ours}`];
}

/**
 * Content → the ids under which git would have it. Of contents that were forgotten before there are no bytes to ask
 * git about: then it was noted.
 */
export async function gitObjectsOf(
  host: Host,
  vaults: readonly Vault[],
  { hashes, files }: Contents,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const before = await readForgotten(host.fs, host.vault.folder);
  const found = new Map<string, readonly string[]>();
  for (const hash of hashes) {
    const ids = new Set(before.get(hash)?.objects ?? []);
    for (const vault of vaults) {
      const bytes = await vault.read(hash as ContentHash);
      if (!bytes.ok) continue;
      for (const id of await objectsOf(host, bytes.value, files.get(hash))) ids.add(id);
      break;
    }
    found.set(hash, [...ids]);
  }
  return found;
}

/** Under which names git would keep these bytes: as they are, and as its filters and line ends make them. */
async function objectsOf(host: Host, input: Buffer, path: ProjectPath | undefined): Promise<string[]> {
  const ways = [['--no-filters'], ...(path === undefined ? [] : [[`--path=${path}`]])];
  const found: string[] = [];
  for (const way of ways) {
    const id = await host.git.text(['hash-object', '--stdin', ...way], { input });
    if (id.ok) found.push(id.value.trim());
  }
  return found;
}

/** Patches and messages that git itself wrote and operations recorded: they quote contents, under hashes of their own. */
async function inStateFiles(host: Host): Promise<string[]> {
  const quoting = new Set<string>();
  const take = (file: string, hash: string | null): void => {
    if (hash !== null && /(^|[:/])(rebase-apply|rebase-merge|sequencer)\//.test(file)) quoting.add(hash);
  };
  for (const { record } of host.log.records()) {
    const detail = await readDetail(host, record.operationId);
    if (!detail.ok) continue;
    for (const { file, pre, post } of detail.value.state?.files ?? []) [pre, post].forEach((hash) => take(file, hash));
  }
  for (const { checkpoint } of await host.vault.backups()) {
    const state = checkpoint === null ? null : await readCheckpointState(host.vault, checkpoint.state);
    if (state?.ok === true) Object.entries(state.value.files).forEach(([file, hash]) => take(file, hash));
  }
  if (quoting.size === 0) return [];
  return [
    `${quoting.size} files of git's own state (rebase-apply/patch and the like) that operations and checkpoints recorded; they may quote the contents. Name them with --content to erase them: ${[...quoting].slice(0, 5).join(', ')}`,
  ];
}

const asManyPaths = 20;

async function formerNames(host: Host, paths: readonly ProjectPath[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths.slice(0, asManyPaths)) {
    const log = await host.git.text([
      'log',
      '--follow',
      '--diff-filter=R',
      '--name-status',
      '-z',
      '--format=',
      '--',
      path,
    ]);
    if (!log.ok) continue;
    const words = log.value.split('\0').map((word) => word.trim());
    words.forEach((word, at) => {
      const former = words[at + 1];
      if (/^R\d+$/.test(word) && former !== undefined)
        found.push(`Versions under a former name: ${path} was ${former} once. Forget that path, too.`);
    });
  }
  return [...new Set(found)];
}
