import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { ProjectPath } from '../../contract/basics';
import type { AppEvent } from '../../contract/events';
import { quietContext } from '../call-context';
import { hintOfFact, hintOfOperation, openFabric } from '../fabric/open-fabric';
import type { FabricRoom } from '../fabric/fabric-room';
import { describeFailure } from '../../core/failure/describe-failure';
import { failureOfDisk } from '../faults/failure-of-disk';
import { makeFolder } from '../files/durable';
import { errorCode } from '../files/file-system';
import { nodeFileSystem } from '../files/node-file-system';
import { createGit } from '../git/create-git';
import type { GitExecutable } from '../git/find-git';
import type { Git } from '../git/git';
import { listIgnoredFolders } from '../git/list-ignored-folders';
import { listRefs } from '../git/list-refs';
import type { FoundRepository } from '../git/open-repository';
import { readNotices } from '../git/read-notices';
import { readStatus } from '../git/read-status';
import { openOperations } from '../operations/open-operations';
import { ensureRepositoryId } from '../operations/git-state/repository-id';
import type { Operations } from '../operations/operations';
import type { UndoWindow } from '../operations/undo/undo-window';
import { type ProjectWatch, type WatchFact, watchProject } from '../watch/watch-project';
import { outsideProject } from '../upkeep/outside-project';
import { startUpkeep, type Upkeep } from '../upkeep/start-upkeep';
import { nameOfFolder, type OpenedProject } from './open-projects';
import { createOperationTeller, type OperationTeller } from './tell-operations';

export interface OpenProjectOptions {
  readonly found: FoundRepository;
  readonly executable: GitExecutable;
  /** The engine's own folder; each repository has one below it. */
  readonly dataFolder: string;
  readonly actor: string;
  /** The command line asks once and leaves: nothing is watched. */
  readonly watch: boolean;
  pollSeconds(): number;
  largestBackupBytes(): number;
  backupEveryMinutes(): number;
  vaultWarnBytes(): number;
  undoWindow(): UndoWindow;
  /** A folder that is there, in which each repository's second vault gets one of its own; null: none. */
  secondVaultFolder(): string | null;
  emit(event: AppEvent): void;
  onBug(error: unknown): void;
}

/**
 * Opens a working tree: repairs what a crash left, then watches.
 *
 * Fails with `read-only` or `disk-full` when our records cannot be kept in the repository's git folder.
 */
export async function openProject(options: OpenProjectOptions): Promise<Result<OpenedProject>> {
  const { place } = options.found;
  const id = randomUUID();
  const git = createGit(place, options.executable);
  const listens: Pick<FabricRoom, 'note' | 'hear'> = { note: () => undefined, hear: () => undefined };
  const tell = createTeller(id, (event) => (options.emit(event), listens.hear(event)));
  const teller = createOperationTeller((operationId) => tell.tell({ kind: 'operation-recorded', operationId }));
  const records = await openRecords(options, git, {
    ...teller,
    onRecorded: (operation) => {
      listens.note(hintOfOperation(operation));
      teller.onRecorded(operation);
    },
  });
  if (!records.ok) return records;
  const { repositoryId, dataFolder, operations } = records.value;
  const recovery = await operations.recover(quietContext());
  const differences = await readNotices(git, options.found);
  const upkeep = options.watch ? startUpkeepOf(options, git, operations, tell.tell) : null;
  const onFact = (fact: WatchFact): void => {
    tell.tell(fact);
    const hint = hintOfFact(fact);
    if (hint !== null) listens.note(hint);
    upkeep?.onFact(fact);
  };
  const watch = options.watch ? await startWatch(options, git, operations, onFact) : unwatched;
  const safely = teller.withoutEcho(operations, watch);
  const name = nameOfFolder(place.root);
  const fabric = openFabric({
    ...{ git, name, dataFolder, configFolder: options.dataFolder },
    isWatched: () => watch.watching().watching !== 'off',
    onChanged: () => tell.tell({ kind: 'problems-changed' }),
    onBug: (error) => options.onBug(error),
  });
  listens.note = (hint) => fabric.note(hint);
  listens.hear = (event) => fabric.hear(event);
  return ok({
    id,
    name,
    place,
    git,
    repositoryId,
    dataFolder,
    extensionsFolder: join(options.dataFolder, 'extensions'),
    operations: safely,
    watch,
    fabric,
    run: (request, context) => fabric.retrying(() => safely.run(request, context), context),
    revision: tell.revision,
    notices: recoveryNotices(recovery),
    differences: differences.ok ? differences.value : [],
    close: async () => {
      await teller.idle();
      await watch.close();
      await fabric.close();
      await upkeep?.close();
      await operations.close();
    },
  });
}

/** A crash that could not be repaired is said before anything else is tried. */
function recoveryNotices(recovery: Awaited<ReturnType<Operations['recover']>>): readonly string[] {
  if (recovery.ok) return recovery.value.notices;
  // Whoever holds the lock repairs before it works.
  if (recovery.failure.code === 'locked-by-other') return [];
  return [`What a crash left could not be looked at yet: ${describeFailure(recovery.failure).sentence}`];
}

/** Room that is kept on the disk so that undoing works when it is full. */
const reserveBytes = 8 << 20;

interface Records {
  readonly repositoryId: string;
  readonly dataFolder: string;
  readonly operations: Operations;
}

/** It must lie outside of the repository, and be a folder that can be made; nothing else is written before. */
async function checkDataFolder({ found, dataFolder }: OpenProjectOptions): Promise<Result<null>> {
  const no = (problem: string): Result<never> => fail({ code: 'data-folder-unusable', path: dataFolder, problem });
  const outside = await outsideProject(found.place, dataFolder);
  if (!outside.ok)
    return no(outside.failure.code === 'bad-input' ? outside.failure.problem : 'it lies inside of the repository');
  try {
    await makeFolder(nodeFileSystem(), join(dataFolder, 'repositories'));
    return ok(null);
  } catch (error) {
    const failure = errorCode(error);
    if (failure === null) throw error;
    if (failure === 'ENOSPC' || failure === 'EDQUOT') return fail(failureOfDisk(error, dataFolder));
    return no(`it cannot be made (${failure})`);
  }
}

/** Our records of this repository: those inside of its git folder, and those in our own. */
async function openRecords(options: OpenProjectOptions, git: Git, teller: OperationTeller): Promise<Result<Records>> {
  const { place } = options.found;
  const usable = await checkDataFolder(options);
  if (!usable.ok) return usable;
  try {
    const repositoryId = await ensureRepositoryId(place);
    const dataFolder = join(options.dataFolder, 'repositories', repositoryId);
    const { actor } = options;
    const { onRecorded } = teller;
    return ok({
      repositoryId,
      dataFolder,
      operations: await openOperations({
        place,
        git,
        repositoryId,
        dataFolder,
        actor,
        largestFileBytes: options.largestBackupBytes(),
        reserveBytes,
        undoWindow: options.undoWindow,
        secondVaultFolder: () => {
          const folder = options.secondVaultFolder();
          return folder === null ? null : `${folder}/${repositoryId}`;
        },
        onRecorded,
      }),
    });
  } catch (error) {
    return fail(failureOfDisk(error, place.gitDir));
  }
}

/** An event without what every event of a project carries. */
type ProjectFact =
  | WatchFact
  | { readonly kind: 'operation-recorded'; readonly operationId: string }
  | { readonly kind: 'problems-changed' }
  | { readonly kind: 'backups-changed'; readonly notice: string | null };

interface Teller {
  tell(fact: ProjectFact): void;
  revision(): number;
}

function createTeller(projectId: string, emit: (event: AppEvent) => void): Teller {
  let revision = 0;
  return {
    revision: () => revision,
    tell: (fact) => {
      revision += 1;
      emit({ ...fact, ...('paths' in fact ? { paths: [...fact.paths] } : {}), projectId, revision } as AppEvent);
    },
  };
}

function startUpkeepOf(
  options: OpenProjectOptions,
  git: Git,
  operations: Operations,
  tell: (fact: ProjectFact) => void,
): Upkeep {
  return startUpkeep({
    operations,
    changedPaths: async () => {
      const status = await readStatus(git, {});
      return status.ok ? status.value.lines.map(({ path }) => path as ProjectPath) : [];
    },
    backupEveryMinutes: options.backupEveryMinutes,
    vaultWarnBytes: options.vaultWarnBytes,
    onBackups: (notice) => tell({ kind: 'backups-changed', notice }),
    onBug: options.onBug,
  });
}

function startWatch(
  options: OpenProjectOptions,
  git: Git,
  operations: Operations,
  onFact: (fact: WatchFact) => void,
): Promise<ProjectWatch> {
  return watchProject({
    place: options.found.place,
    fs: nodeFileSystem(),
    readStatus: (signal) => readStatus(git, { signal }),
    readRefs: async (signal) => {
      const refs = await listRefs(git, { under: ['refs/heads', 'refs/remotes', 'refs/tags', 'refs/stash'], signal });
      return refs.ok ? ok(refs.value.map(({ fullName, commit }) => `${fullName} ${commit}`).join('\n')) : refs;
    },
    listIgnoredFolders: (signal) => listIgnoredFolders(git, signal),
    pollSeconds: options.pollSeconds,
    wroteLast: operations.wroteLast,
    onFact,
    onBug: options.onBug,
  });
}

const unwatched: ProjectWatch = {
  lookNow: () => Promise.resolve(),
  beginOperation: () => () => Promise.resolve(),
  watching: () => ({ watching: 'off', reason: null }),
  close: () => Promise.resolve(),
};
