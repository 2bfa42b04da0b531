import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { quietContext } from '../../src/engine/call-context';
import { valueOf } from '../../test/support/project';
import type { TestRepository } from '../../test/support/repository';
import { change, filesRequest, openSafety } from '../../test/support/safety-project';
import type { Measure } from './stopwatch';
import { changeEvery, editTen, pathOf, text } from './tree';

const who = 'selvedge';

/** Leaves the tree as it was committed. */
export async function benchSelvedge(
  repo: TestRepository,
  dataFolder: string,
  count: number,
  measure: Measure,
): Promise<void> {
  const context = quietContext();
  const safety = await openSafety(repo.root, { dataFolder });
  const { checkpoints, vault } = safety.operations;
  const first = valueOf(await measure('first backup', who, () => checkpoints.create('first', context)));
  // As between two backups of a person: what is done when nothing more comes is done.
  await wait(1_000);
  await editTen(repo, 'edited');
  await measure('repeated backup', who, () => checkpoints.create('second', context).then(valueOf));
  await measure('verify', who, () => vault.verify(null, context).then(valueOf));
  const hundred = Array.from({ length: 100 }, (_, at) => change(pathOf(at), text(at, 'by us')));
  await measure('operation on 100 files', who, () => safety.run(filesRequest(hundred)).then(valueOf));
  await measure('its undo', who, () => safety.undo().then(valueOf));

  // Not removed: ext4 without a journal makes files many times slower for minutes after others were, and the archivers
  // restore where nothing was removed.
  const aside = `${dataFolder}-aside`;
  await mkdir(aside);
  for (const name of await readdir(repo.root))
    if (name !== '.git') await rename(join(repo.root, name), join(aside, name));
  await measure('restore of all files', who, () => rollBack(first.backup.backupId));
  await changeEvery(repo, count, 5, 'dirty');
  const fifth = valueOf(await measure('keep a changed fifth', who, () => checkpoints.create('fifth', context)));
  await repo.git('checkout', '--force', '--quiet', 'HEAD');
  await measure('bring the fifth back', who, () => rollBack(fifth.backup.backupId));
  await repo.git('checkout', '--force', '--quiet', 'HEAD');

  await safety.operations.close();
  const again = await measure('opening again', who, () => openSafety(repo.root, { dataFolder }));
  await measure('recovery at start', who, () => again.operations.recover(context).then(valueOf));
  await editTen(repo, 'once more');
  await measure('backup after a new start', who, () => again.operations.checkpoints.create('third', context));
  await again.operations.close();
  await repo.git('checkout', '--force', '--quiet', 'HEAD');

  async function rollBack(backupId: string): Promise<void> {
    const report = valueOf(await checkpoints.rollBackTo(backupId, context));
    if (report.different.length > 0) throw new Error(`the restore differs: ${report.different.slice(0, 3).join(', ')}`);
  }
}
