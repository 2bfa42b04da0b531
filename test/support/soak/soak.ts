import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { quietContext } from '../../../src/engine/call-context';
import { readBlobs } from '../../../src/engine/git/read-blobs';
import { valueOf } from '../project';
import type { TestRepository } from '../repository';
import { createRepository } from '../repository';
import type { SafetyProject } from '../safety-project';
import { openSafety, quickFolder } from '../safety-project';

export interface SoakReport {
  /** Contents that somebody was told are safe. */
  readonly promised: number;
  /** Of these, found nowhere: neither in the working tree, nor reachable in git, nor in the vault. */
  readonly lost: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Two apps, four terminals and an editor at one repository; afterwards every promise of the ledger is looked for. */
export async function soak(forMs: number, seed: number): Promise<SoakReport> {
  const repo = await createRepository({ root: await quickFolder('soak') });
  const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`shared/f${at}.yaml`, `first ${at}\n`]));
  await repo.commit('first', files);
  await repo.git('branch', 'side');
  const dataFolder = await quickFolder('data');
  const outside = await quickFolder('ledger');
  const ledger = join(outside, 'ledger');
  const saves = join(outside, 'saves');
  await writeFile(ledger, '');
  await writeFile(saves, '');
  const engine = (name: string, at: number): Promise<unknown> =>
    actor('soak-engine.ts', [repo.root, dataFolder, ledger, name, String(seed + at), String(forMs), saves]);
  const beside = (kind: string, at: number): Promise<unknown> =>
    actor('soak-beside.ts', [repo.root, ledger, kind, String(seed + at), String(forMs), saves]);
  const [one, two, commit, checkout, stash, clean, editor] = await Promise.all([
    engine('app-one', 1),
    engine('app-two', 2),
    ...['commit', 'checkout', 'stash', 'clean', 'editor'].map((kind, at) => beside(kind, at + 3)),
  ]);
  const safety = await openSafety(repo.root, { dataFolder });
  try {
    const promised = await readLedger(ledger);
    const found = await everything(repo, safety);
    const lost = [...promised].filter(([hash]) => !found.has(hash)).map(([hash, who]) => `${who} ${hash}`);
    if (lost.length > 0) await keepEvidence(repo.root, dataFolder, outside);
    return {
      promised: promised.size,
      lost: [...lost, ...(await faults(repo, safety))],
      answers: { one, two, commit, checkout, stash, clean, editor },
    };
  } finally {
    await safety.operations.close();
    await rm(repo.root, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** SELVEDGE_SOAK_EVIDENCE: a folder for what is left of a soak that lost something. */
async function keepEvidence(...folders: readonly string[]): Promise<void> {
  const to = process.env['SELVEDGE_SOAK_EVIDENCE'];
  if (to !== undefined) for (const folder of folders) await cp(folder, join(to, basename(folder)), { recursive: true });
}

function actor(script: string, args: readonly string[]): Promise<unknown> {
  const path = new URL(`./${script}`, import.meta.url).pathname;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', 'tsx', path, ...args], (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(`${script} ${args.slice(2).join(' ')}: ${stderr.slice(-3000)}`));
    });
  });
}

/** Hash → who was told. A line may be torn only if somebody died, and nobody did. */
async function readLedger(path: string): Promise<Map<string, string>> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  return new Map(lines.map((line) => [line.slice(0, 64), line.slice(65)]));
}

/** SHA-256 of every content that can be reached. */
async function everything(repo: TestRepository, safety: SafetyProject): Promise<Set<string>> {
  const found = new Set<string>();
  const add = (bytes: Uint8Array): void => void found.add(createHash('sha256').update(bytes).digest('hex'));
  for (const path of (await repo.git('ls-files', '--cached', '--others', '-z'))
    .split('\0')
    .filter((name) => name !== ''))
    if (await repo.exists(path)) add(await repo.bytes(path));
  // What is only staged was promised by nobody, and `gc --prune=now` may have taken it from under the index.
  await repo.tryGit('reset', '-q');
  const listed = await repo.git('rev-list', '--objects', '--all', '--missing=print', '--no-object-names');
  const ids = listed.split('\n').filter((line) => line !== '' && !line.startsWith('?'));
  const kinds = await repo.gitWithInput(`${ids.join('\n')}\n`, 'cat-file', '--batch-check=%(objectname) %(objecttype)');
  const blobs = kinds.split('\n').flatMap((line) => (line.endsWith(' blob') ? [line.slice(0, -5)] : []));
  for (let at = 0; at < blobs.length; at += 500)
    for (const blob of valueOf(await readBlobs(safety.git, blobs.slice(at, at + 500), { limitBytes: 1 << 20 })))
      if (blob.kind === 'blob') add(blob.bytes);
  const { backups } = valueOf(await safety.operations.vault.list(null));
  for (const { backupId } of backups)
    for (const file of valueOf(await safety.operations.vault.show(backupId)).files)
      if (file.hash !== null && !found.has(file.hash)) {
        const version = await safety.operations.vault.readVersion(backupId, file.path);
        if (version.ok && version.value.bytes !== null) add(version.value.bytes);
      }
  for (const { operationId } of valueOf(await safety.operations.list({ limit: 100_000, before: null })).operations)
    for (const { path, post } of valueOf(await safety.operations.changes(operationId)))
      if (post.hash !== null && !found.has(post.hash)) {
        const version = await safety.operations.readVersion(operationId, 'post', path);
        if (version.ok && version.value.bytes !== null) add(version.value.bytes);
      }
  return found;
}

/** What must be true besides: git finds nothing missing, no lock is left, every backup reads, the chain holds. */
async function faults(repo: TestRepository, safety: SafetyProject): Promise<string[]> {
  const said: string[] = [];
  await repo.tryGit('reset', '-q');
  const fsck = await repo.tryGit('fsck', '--no-dangling', '--connectivity-only');
  if (fsck.exitCode !== 0) said.push(`git fsck: ${fsck.stderr}${fsck.stdout}`);
  if (await repo.exists('.git/index.lock')) said.push('index.lock is left');
  const recovered = valueOf(await safety.operations.recover(quietContext()));
  if (recovered.repaired.length > 0) said.push(`left to repair: ${JSON.stringify(recovered.repaired)}`);
  const check = valueOf(await safety.operations.vault.verify(null, quietContext()));
  if (check.damaged.length > 0) said.push(`damaged backups: ${JSON.stringify(check.damaged)}`);
  const audit = await safety.operations.audit.verify();
  if (!audit.sound) said.push(`audit: ${JSON.stringify(audit)}`);
  return said;
}
