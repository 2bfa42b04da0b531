import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Result } from '../../../src/contract/call';
import type { PlanRequest } from '../../../src/contract/fabric/plans';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine } from '../../../src/engine/index';
import type { ContentHash } from '../../../src/contract/basics';
import type { Engine } from '../../../src/engine/index';
import { hashBytes } from '../../../src/engine/files/hash';
import { valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { fabric, vpc } from '../fabric/worked-fabric';
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

/** Merges to their end and back, by every way of resolving, and a plan over resources. */
async function mergesAndPlans(engine: Engine, projectId: string, watch: Watched): Promise<void> {
  const { calls } = engine;
  const context = quietContext();
  const [b, c] = [projectPath('b.yaml'), projectPath('c.yaml')];
  const seen = async (path: typeof b): Promise<ContentHash | null> => {
    const { worktree } = valueOf(await calls['merge.open-file']({ projectId, path }, context));
    return worktree.kind === 'text' ? worktree.hash : null;
  };
  const start = (): Promise<unknown> =>
    watch.call('merge start', () => calls['merge.start']({ projectId, revision: 'topic' }, context));
  await start();
  await watch.call('merge open', () => calls['merge.open-file']({ projectId, path: b }, context));
  const worktree = await seen(b);
  const text = { projectId, path: b, text: 'b: both\n', worktree, allowMarkers: false };
  await watch.call('draft', () =>
    calls['merge.save-draft']({ projectId, path: b, text: 'b: begun\n', choices: {} }, context),
  );
  await watch.call('resolve text', () => calls['merge.resolve-text'](text, context));
  await watch.call('reopen', () => calls['merge.reopen-file']({ projectId, path: b }, context));
  await watch.call('merge abort', () => calls['merge.abort']({ projectId }, context));
  await start();
  for (const path of [b, c]) {
    const choice = { projectId, path, choice: 'theirs', worktree: await seen(path) } as const;
    await watch.call('resolve whole', () => calls['merge.resolve-whole'](choice, context));
  }
  const override = { reason: 'a test' };
  await watch.call('merge complete', () =>
    calls['merge.complete']({ projectId, message: 'Merged', override, log: 'none' }, context),
  );
  const request: PlanRequest = {
    kind: 'disable',
    documents: [{ path: projectPath(`${fabric}/managed/a.yaml`), document: 0 }],
    reason: '',
  };
  const plan = { projectId, fabric, request };
  const { digest, files } = await watch.call('plan', () => calls['fabric.plan'](plan, context));
  await watch.call('plan file', () =>
    calls['fabric.plan-file']({ ...plan, path: files[0]?.path ?? projectPath('none') }, context),
  );
  await watch.call('apply', () => calls['fabric.apply']({ ...plan, digest }, context));
}

test('merges and plans over resources leave operations, too', async () => {
  const repository = await createRepository();
  await repository.commit('First', {
    'b.yaml': 'b: 1\n',
    'c.yaml': 'c: 1\n',
    [`${fabric}/.hnp/manifest.yaml`]: '# HNP\n\n{ "version": "1.0", "fabric_name": "One" }',
    [`${fabric}/managed/a.yaml`]: vpc('a', 1001, 'x'),
  });
  await repository.git('branch', 'topic');
  await repository.commit('Second', { 'b.yaml': 'b: main\n', 'c.yaml': 'c: main\n' });
  await repository.git('checkout', '-q', 'topic');
  await repository.commit('Third', { 'b.yaml': 'b: topic\n', 'c.yaml': 'c: topic\n' });
  await repository.git('checkout', '-q', 'main');
  const engine = await createEngine({ dataFolder: await temporaryFolder('data'), emit: () => undefined });
  const opened = { path: repository.root, remember: false };
  const { projectId } = valueOf(await engine.calls['projects.open'](opened, quietContext()));
  const count = async (): Promise<number> =>
    valueOf(await engine.calls['operations.list']({ projectId, limit: 1_000, before: null }, quietContext())).operations
      .length;
  const watch = watched(repository.root, count);
  await mergesAndPlans(engine, projectId, watch);
  expect(watch.silent).toEqual([]);
  // Two starts, a text, a reopening, an abort, two choices, the end and the plan.
  expect(await count()).toBe(9);
  expect(await repository.read(`${fabric}/managed/a.yaml`)).toMatch(/^# /);
  await engine.close();
}, 60_000);

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
