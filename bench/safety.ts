import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { quietContext } from '../src/engine/call-context';
import { createRepository } from '../test/support/repository';
import type { TestRepository } from '../test/support/repository';
import { valueOf } from '../test/support/project';
import { change, filesRequest, openSafety } from '../test/support/safety-project';
import type { SafetyProject } from '../test/support/safety-project';

/**
 * R18: what safety costs, on files of 1 KB, against git and (where they are installed) restic and borg on the same
 * tree in the same run. Usage: `npx tsx bench/safety.ts [number of files]`. On disk, with every fsync.
 */
const count = Number(process.argv[2] ?? 10_000);
const run = promisify(execFile);
const rows: [what: string, who: string, ms: number][] = [];

async function measure<T>(what: string, who: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  rows.push([what, who, performance.now() - start]);
  return value;
}

const text = (at: number, word: string): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${word}-${at}\n`.padEnd(
    1024,
    `# ${at} filler\n`,
  );

async function fill(repo: TestRepository): Promise<void> {
  for (let folder = 0; folder < 100; folder += 1) await mkdir(join(repo.root, `d${folder}`), { recursive: true });
  for (let at = 0; at < count; at += 1) await writeFile(repo.path(`d${at % 100}/f${at}.yaml`), text(at, 'vpc'));
  await repo.git('add', '--all');
  await repo.git('commit', '-q', '-m', 'all');
}

async function ours(repo: TestRepository, safety: SafetyProject): Promise<void> {
  const context = quietContext();
  const { operations } = safety;
  const first = await measure('first backup', 'selvedge', () => operations.checkpoints.create('first', context));
  for (let at = 0; at < 10; at += 1) await repo.write({ [`d1/f${at * 100 + 1}.yaml`]: text(at, 'changed') });
  await measure('repeated backup', 'selvedge', () => operations.checkpoints.create('second', context));
  await measure('verify', 'selvedge', () => operations.vault.verify(null, context));
  const hundred = Array.from({ length: 100 }, (_, at) => change(`d${at}/f${at}.yaml`, text(at, 'edited')));
  await measure('operation on 100 files', 'selvedge', () => safety.run(filesRequest(hundred)).then(valueOf));
  await measure('its undo', 'selvedge', () => safety.undo().then(valueOf));
  for (let folder = 0; folder < 100; folder += 1) await rm(join(repo.root, `d${folder}`), { recursive: true });
  const { backup } = valueOf(first);
  const report = await measure('restore of all files', 'selvedge', () =>
    operations.checkpoints.rollBackTo(backup.backupId, context),
  );
  if (valueOf(report).different.length > 0) throw new Error('the restore differs');
  await operations.close();
  const again = await measure('opening again', 'selvedge', () =>
    openSafety(repo.root, { dataFolder: safety.dataFolder }),
  );
  await measure('recovery at start', 'selvedge', () => again.operations.recover(context));
  await again.operations.close();
}

async function git(repo: TestRepository): Promise<void> {
  for (let at = 0; at < count; at += 5) await writeFile(repo.path(`d${at % 100}/f${at}.yaml`), text(at, 'dirty'));
  await measure('git stash -u (a fifth changed)', 'git', () => repo.git('stash', '-u'));
  await measure('git stash apply', 'git', () => repo.git('stash', 'apply'));
  await repo.git('reset', '-q', '--hard');
  await rm(join(repo.root, '.git/index'));
  await measure('git add -A && git write-tree', 'git', async () => {
    await repo.git('add', '-A');
    await repo.git('write-tree');
  });
}

async function others(repo: TestRepository): Promise<void> {
  const store = await mkdtemp(join(tmpdir(), 'selvedge-bench-'));
  const environment = {
    ...process.env,
    RESTIC_PASSWORD: 'x',
    BORG_PASSPHRASE: 'x',
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
    BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
    HOME: store,
  };
  const call = (command: string, args: string[], cwd = repo.root): Promise<unknown> =>
    run(command, args, { cwd, env: environment, maxBuffer: 1 << 28 });
  const tools: [name: string, init: string[], backup: string[], verify: string[], restore: string[]][] = [
    [
      'restic',
      ['-r', `${store}/r`, 'init'],
      ['-r', `${store}/r`, 'backup', '-q', '--exclude', '.git', '.'],
      ['-r', `${store}/r`, 'check', '--read-data'],
      ['-r', `${store}/r`, 'restore', '-q', 'latest', '--target', `${store}/out-r`],
    ],
    [
      'borg',
      ['init', '-e', 'none', `${store}/b`],
      ['create', '--exclude', '.git', `${store}/b::{now:%H%M%S%f}`, '.'],
      ['check', '--verify-data', `${store}/b`],
      [],
    ],
  ];
  for (const [name, init, backup, verify, restore] of tools) {
    try {
      await call(name, init);
    } catch {
      console.log(`${name} is not installed: skipped`);
      continue;
    }
    await measure('first backup', name, () => call(name, backup));
    await repo.write({ 'd1/f1.yaml': text(1, `again-${name}`) });
    await measure('repeated backup', name, () => call(name, backup));
    await measure('verify', name, () => call(name, verify));
    const out = join(store, `out-${name}`);
    await mkdir(out);
    const listed =
      name === 'borg'
        ? String(
            (await run(name, ['list', '--last', '1', '--short', `${store}/b`], { env: environment })).stdout,
          ).trim()
        : '';
    await measure('restore of all files', name, () =>
      name === 'borg' ? call(name, ['extract', `${store}/b::${listed}`], out) : call(name, restore),
    );
  }
  await rm(store, { recursive: true });
}

const root = await mkdtemp(join(tmpdir(), 'selvedge-bench-repo-'));
const repo = await createRepository({ root });
await fill(repo);
const safety = await openSafety(root, { dataFolder: await mkdtemp(join(tmpdir(), 'selvedge-bench-data-')) });
await ours(repo, safety);
await others(repo);
await git(repo);
console.log(`\n${count} files of 1 KB, ${availableParallelism()} cores, Node ${process.version}\n`);
for (const [what, who, ms] of rows.sort((a, b) => (a[0] < b[0] ? -1 : 1)))
  console.log(`${what.padEnd(34)} ${who.padEnd(10)} ${ms.toFixed(0).padStart(8)} ms`);
await rm(safety.dataFolder, { recursive: true });
await repo.remove();
