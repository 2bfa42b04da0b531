import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../../src/contract/call';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine } from '../../../src/engine/index';
import type { Engine } from '../../../src/engine/index';
import { hashBytes } from '../../../src/engine/files/hash';
import { valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { projectPath } from '../../support/safety-project';
import { temporaryFolder } from '../../support/temporary-folder';

/**
 * The law at run time: what changes a project, by us or by a git of ours, leaves an operation in the log. Every call of
 * the engine is watched by the times of all files, git's folder included, without our own folder in it. A rewrite with
 * the same bytes shows too, for the system's change time cannot be set back.
 */
async function photograph(root: string): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const walk = async (folder: string): Promise<void> => {
    for (const name of await readdir(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      // Our own folder, and our own refs: what a checkpoint holds on to is nothing of the project's.
      if (path === '.git/selvedge' || path === '.git/refs/selvedge') continue;
      const found = await lstat(join(root, path), { bigint: true });
      const isGitFolder = path === '.git' || path === '.git/refs';
      // Our folder's coming and going shows in the time of git's.
      seen.set(path, isGitFolder ? 'folder' : `${found.ino} ${found.mode} ${found.size} ${found.ctimeNs}`);
      if (found.isDirectory()) await walk(path);
    }
  };
  await walk('');
  return seen;
}

const changedPaths = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();

interface Watched {
  readonly silent: string[];
  call<T>(name: string, work: () => Promise<Result<T>>): Promise<T>;
}

/** Notes each call that changed something and left no operation, and each that did nothing though it should. */
function watched(root: string, operations: () => Promise<number>): Watched {
  const silent: string[] = [];
  return {
    silent,
    call: async (name, work) => {
      const [before, known] = [await photograph(root), await operations()];
      const value = valueOf(await work());
      const changed = changedPaths(before, await photograph(root));
      if (changed.length > 0 && (await operations()) === known) silent.push(`${name}: ${changed.join(', ')}`);
      return value;
    },
  };
}

async function everyDay(engine: Engine, projectId: string, watch: Watched, edit: () => Promise<void>): Promise<void> {
  const { calls } = engine;
  const context = quietContext();
  const a = projectPath('a.yaml');
  const read = async (): Promise<void> => {
    await watch.call('status', () => calls['changes.status']({ projectId, fresh: true }, context));
    await watch.call('compare', () =>
      calls['changes.compare']({ projectId, path: a, from: null, area: 'all' }, context),
    );
    await watch.call('branches', () => calls['changes.branches']({ projectId }, context));
    await watch.call('merge state', () => calls['merge.state']({ projectId }, context));
    await watch.call('operations', () => calls['operations.list']({ projectId, limit: 9, before: null }, context));
    await watch.call('preview', () => calls['operations.preview-undo']({ projectId, operationId: null }, context));
    await watch.call('backups', () => calls['vault.list']({ projectId, path: null }, context));
    await watch.call('verify', () => calls['vault.verify']({ projectId, backupId: null }, context));
    await watch.call('look', async () => ({ ok: true, value: await engine.lookNow() }));
    const query = { projectId, path: null, kinds: [], text: '', cursor: null, limit: 50, unfolded: false };
    await watch.call('timeline', () => calls['history.timeline'](query, context));
  };
  const expected = hashBytes('a: 1\n');
  await watch.call('write', () =>
    calls['changes.write-file']({ projectId, path: a, text: 'a: 2\n', expected }, context),
  );
  await read();
  await watch.call('stage', () => calls['changes.stage']({ projectId, paths: [a] }, context));
  const backup = await watch.call('back up', () =>
    calls['vault.create']({ projectId, note: '', paths: null }, context),
  );
  const { head } = await watch.call('status', () => calls['changes.status']({ projectId, fresh: true }, context));
  const expectedHead = head.kind === 'unborn' ? null : head.commit;
  await watch.call('commit', () =>
    calls['changes.commit']({ projectId, message: 'Two', expectedHead, override: null }, context),
  );
  await read();
  const point = await watch.call('checkpoint', () => calls['checkpoints.create']({ projectId, name: 'here' }, context));
  await watch.call('undo', () => calls['operations.undo']({ projectId, operationId: null }, context));
  await watch.call('redo', () => calls['operations.redo']({ projectId }, context));
  await edit();
  await read();
  await watch.call('discard', () => calls['changes.discard']({ projectId, paths: [a] }, context));
  const source = { kind: 'backup', backupId: backup.backupId } as const;
  await watch.call('restore preview', () =>
    calls['history.preview-restore']({ projectId, source, paths: [a] }, context),
  );
  await edit();
  await watch.call('restore', () => calls['history.restore']({ projectId, source, paths: [a] }, context));
  await watch.call('back', () => calls['checkpoints.roll-back']({ projectId, backupId: point.backupId }, context));
  await watch.call('prune', () => calls['vault.prune']({ projectId, dryRun: false }, context));
  await watch.call('heal', () => calls['vault.heal']({ projectId }, context));
  await read();
}

test('every change of a project leaves an operation, git’s own changes included', async () => {
  const repository = await createRepository();
  await repository.commit('First', { 'a.yaml': 'a: 1\n', 'd/b.yaml': 'b: 1\n' });
  const engine = await createEngine({ dataFolder: await temporaryFolder('data'), emit: () => undefined });
  const before = await photograph(repository.root);
  const { projectId } = valueOf(
    await engine.calls['projects.open']({ path: repository.root, remember: false }, quietContext()),
  );
  expect(changedPaths(before, await photograph(repository.root)), 'opening').toEqual([]);
  const count = async (): Promise<number> =>
    valueOf(await engine.calls['operations.list']({ projectId, limit: 1_000, before: null }, quietContext())).operations
      .length;
  const watch = watched(repository.root, count);
  let edits = 0;
  await everyDay(engine, projectId, watch, () => repository.write({ 'a.yaml': `a: ${(edits += 1)} elsewhere\n` }));
  expect(watch.silent).toEqual([]);
  expect(await count()).toBeGreaterThan(6);

  // The watch itself must see what it is there for.
  await watch.call('somebody', async () => ({
    ok: true,
    value: await repository.git('update-index', '--refresh', '-q'),
  }));
  await watch.call('git', async () => ({ ok: true, value: await repository.git('tag', 'secret') }));
  expect(watch.silent.join()).toContain('refs/tags/secret');
  const last = await photograph(repository.root);
  await engine.close();
  expect(changedPaths(last, await photograph(repository.root)), 'closing').toEqual([]);
});
