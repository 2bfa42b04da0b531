import { randomBytes } from 'node:crypto';
import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { absent, entryHash } from '../files/entry';
import { makeFolder } from '../files/durable';
import { hashBytes } from '../files/hash';
import { nodeFileSystem } from '../files/node-file-system';
import { lookThreads } from '../files/look-threads';
import { statMemory } from '../files/stat-memory';
import { openIndexLock } from '../locks/index-lock';
import { openRepositoryLock } from '../locks/repository-lock';
import { describeFile } from '../vault/manifest';
import { orNull } from '../vault/or-null';
import { openVault } from '../vault/vault';
import { acceptDamage } from './audit/accept-damage';
import { openAudit } from './audit/audit';
import { openBackups, readEntryBytes } from './backups/backups';
import { createCheckpoint, listCheckpoints, previewRollBack, rollBackTo } from './checkpoints/checkpoints';
import { readDetail } from './journal/detail';
import { diskFailure } from './apply/disk-failure';
import { recordExternalEdits } from './backups/external-edits';
import { listGitLocks, removeGitLock } from './git-state/git-locks';
import { deleteCheckpoint } from './upkeep/holds';
import type { Host } from './host';
import { openOperationLog } from './journal/operation-log';
import type { Operations, OperationsOptions } from './operations';
import { missingTrail, noteMissingTrail } from './audit/missing-trail';
import { recoverLocked } from './recovery/recover';
import { logDamage } from './journal/log-damage';
import { noteUnrecorded } from './journal/note-result';
import { openReserve, withReserve } from './apply/reserve';
import { revertOperation } from './undo/revert';
import { runOperation } from './run-operation';
import { createSecondVault } from './backups/second-vault';
import { previewUndo, redoOperation, undoOperation } from './undo/undo';
import { readRecords, undoStacks } from './undo/undo-stacks';
import { usualUndoWindow } from './undo/undo-window';
import type { AuditReport } from './audit/verify-audit';
import { readWorktrees, worktreeOf } from './worktree';

const largestFileBytesByDefault = 50 * 1024 * 1024;

/** Opens the safety core for one working tree. `recover` should be called before anything else. */
export async function openOperations(options: OperationsOptions): Promise<Operations> {
  const host = await openHost(options);
  const second = createSecondVault(host.fs, options.secondVaultFolder ?? (() => null));
  const written = new Map<string, ContentHash | null>();
  let reported = host.log.records().length;

  /** Tells what was recorded since, whoever's call it was, and remembers what we wrote. */
  const settle = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await work;
    await host.reserve.ensure();
    await second.mirror(host.vault);
    const fresh = host.log.records().slice(reported);
    reported = host.log.records().length;
    for (const { record } of fresh) {
      const detail = await readDetail(host, record.operationId);
      if (detail.ok) for (const { path, post } of detail.value.files) written.set(path, entryHash(post));
      options.onRecorded(record);
    }
    return result;
  };

  const evenWhenFull = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => withReserve(host.reserve, work);
  const wroteLast = (path: ProjectPath, hash: ContentHash | null): boolean =>
    written.has(path) && written.get(path) === hash;
  return {
    run: (request, context) => settle(runOperation(host, request, context)),
    undo: (operationId, context) => settle(evenWhenFull(() => undoOperation(host, operationId, context))),
    redo: (context) => settle(evenWhenFull(() => redoOperation(host, context))),
    recover: (context) => settle(evenWhenFull(() => recoverNow(host, context.signal))),
    ...readingOf(host),
    noticeOthers: async () => void (await settle(host.log.refresh().then(() => ok(null)))),
    wroteLast,
    vault: openBackups(host, second),
    revert: (operationId, context) => settle(revertOperation(host, operationId, context)),
    checkpoints: {
      create: (name, context) => settle(createCheckpoint(host, name, context)),
      list: () => listCheckpoints(host),
      delete: (backupId, context) => deleteCheckpoint(host, backupId, context),
      preview: (backupId) => previewRollBack(host, backupId),
      rollBackTo: (backupId, context) => settle(evenWhenFull(() => rollBackTo(host, backupId, context))),
    },
    recordExternalEdits: (paths, context) => settle(recordExternalEdits(host, paths, wroteLast, context)),
    audit: {
      export: host.audit.export,
      list: host.audit.list,
      verify: () => verifyQuietly(host),
      accept: (look, context) => acceptDamage(host, look, context),
      exportLog: () => host.log.export(),
    },
    locks: {
      git: () => listGitLocks(host),
      remove: (path, context) => settle(removeGitLock(host, path, context)),
    },
    lockHolder: () => host.lock.holder(),
    close: () => {
      host.memory.close();
      return Promise.resolve(host.lock.close());
    },
  };
}

/** What only reads the log and what it names. */
function readingOf(
  host: Host,
): Pick<Operations, 'list' | 'find' | 'changes' | 'detail' | 'previewUndo' | 'readVersion'> {
  return {
    list: async ({ limit, before }) => {
      await host.log.refresh();
      const { undo, redo } = undoStacks(host.log.records(), host.worktree);
      const operations = readRecords(host.log.records(), { limit, before, trees: await readWorktrees(host) });
      const damage = await logDamage(host);
      return ok({ operations, undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null, damage });
    },
    find: async (operationId) => {
      await host.log.refresh();
      const all = readRecords(host.log.records(), {
        limit: host.log.records().length,
        before: null,
        trees: await readWorktrees(host),
      });
      return all.find((one) => one.operationId === operationId) ?? null;
    },
    changes: (operationId) => changesOf(host, operationId),
    detail: async (operationId) => {
      const detail = await readDetail(host, operationId);
      return !detail.ok && detail.failure.code === 'not-undoable' ? ok(null) : detail;
    },
    previewUndo: (operationId) => previewUndo(host, operationId),
    readVersion: async (operationId, side, path) => {
      const detail = await readDetail(host, operationId);
      if (!detail.ok) return detail;
      const step = detail.value.files.find((one) => one.path === path);
      if (step === undefined) return fail({ code: 'backup-missing', id: operationId });
      return readEntryBytes(host, path, step[side] ?? absent);
    },
  };
}

async function changesOf(host: Host, operationId: string): ReturnType<Operations['changes']> {
  const detail = await readDetail(host, operationId);
  if (!detail.ok) return detail.failure.code === 'not-undoable' ? ok([]) : detail;
  return ok(
    detail.value.files.map(({ path, pre, post }) => ({
      path,
      pre: describeFile(path, pre),
      post: describeFile(path, post),
    })),
  );
}

async function openHost(options: OperationsOptions): Promise<Host> {
  const fs = options.fileSystem ?? nodeFileSystem();
  const clock = options.clock ?? Date.now;
  const { place, git, repositoryId, dataFolder } = options;
  const instance = randomBytes(8).toString('hex');
  const folder = `${place.gitDir}/selvedge`;
  await makeFolder(fs, folder);
  const vault = await openVault(fs, `${dataFolder}/vault`);
  return {
    place,
    worktree: worktreeOf(place),
    git,
    repositoryId,
    fs,
    clock,
    actor: options.actor ?? 'person',
    lock: options.lock ?? (await openRepositoryLock({ fs, folder: `${place.commonDir}/selvedge`, clock, instance })),
    indexLock: openIndexLock(fs, place.gitDir, folder, clock),
    vault,
    log: await openOperationLog(fs, `${vault.folder}/log`, clock),
    audit: await openAudit(fs, `${vault.folder}/audit`, options.auditKey),
    folder,
    undoWindow: options.undoWindow ?? (() => usualUndoWindow),
    largestFileBytes: options.largestFileBytes ?? largestFileBytesByDefault,
    memory: statMemory(
      fs,
      `${vault.folder}/seen/${hashBytes(place.root).slice(0, 16)}`,
      place.root,
      options.fileSystem === undefined ? lookThreads(place.root) : null,
    ),
    reserve: await openReserve(fs, [vault.folder, folder], options.reserveBytes ?? 0),
  };
}

/** What another process is just writing looks like a gap: then it is asked again with the repository to ourselves. */
async function verifyQuietly(host: Host): Promise<AuditReport> {
  const check = async (): Promise<AuditReport> => {
    await host.log.refresh();
    const report = await host.audit.verify(host.log);
    const gone = await missingTrail(host);
    if (gone === null) return report;
    const open = [...report.open, { keys: [], sentence: gone }];
    return { ...report, sound: false, problems: [...report.problems, gone], open, proven: [] };
  };
  const first = await check();
  if (first.sound) return first;
  const held = await host.lock
    .acquire('Check the audit trail', { signal: new AbortController().signal, patienceMs: 2_000 })
    .catch(orNull);
  if (held === null || !held.ok) return first;
  try {
    return await check();
  } finally {
    await held.value.release();
  }
}

/** Does not wait for a lock: whoever holds it repairs before it works. */
async function recoverNow(host: Host, signal: AbortSignal): ReturnType<Operations['recover']> {
  const held = await host.lock
    .acquire('Check after start', { signal, patienceMs: 2_000 })
    .catch((error: unknown) => fail(diskFailure(error, host.place.root)));
  if (!held.ok) return held;
  try {
    await host.vault.refresh();
    await host.log.refresh();
    await noteMissingTrail(host).catch(orNull);
    const recovered = await recoverLocked(host, held.value.epoch);
    if (recovered.ok) await noteUnrecorded(host);
    return recovered;
  } finally {
    await held.value.release();
  }
}
