import type { ContentHash, ProjectPath } from '../../contract/basics';
import { readCheckpointState } from './checkpoint-state';
import { readDetail } from './detail';
import type { Host } from './host';
import { existing } from './keep-commits';
import type { SecondVault } from './second-vault';

export interface Contents {
  readonly hashes: ReadonlySet<string>;
  /** The path at which each was, where one is known. */
  readonly files: ReadonlyMap<string, ProjectPath>;
}

/** What erasing cannot reach, in words. */
export async function whatRemains(
  host: Host,
  what: Contents & { readonly paths: readonly ProjectPath[]; readonly second: SecondVault },
): Promise<string[]> {
  const remains = [
    ...(await inGit(host, what)),
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
async function inGit(host: Host, { hashes, files }: Contents): Promise<string[]> {
  let known = 0;
  for (const hash of hashes) {
    const bytes = await host.vault.read(hash as ContentHash);
    if (bytes.ok && (await existing(host, await objectsOf(host, bytes.value, files.get(hash)))).length > 0) known += 1;
  }
  if (known === 0) return [];
  const kept = await host.git.text(['for-each-ref', '--count=1', '--format=%(refname)', 'refs/selvedge/']);
  const ours =
    kept.ok && kept.value !== '' ? ' Refs below refs/selvedge/, which let undo work, may hold on to some of them.' : '';
  return [`${known} of the contents are still in git's objects of this repository.${ours}`];
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
