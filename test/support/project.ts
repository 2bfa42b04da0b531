import { join } from 'node:path';
import { mkdir, rm, writeFile, chmod, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Receipt } from '../../src/contract/basics';
import type { Result } from '../../src/contract/call';
import { ok } from '../../src/contract/call';
import { createGit } from '../../src/engine/git/create-git';
import type { GitExecutable } from '../../src/engine/git/find-git';
import { findGit } from '../../src/engine/git/find-git';
import type { Git } from '../../src/engine/git/git';
import { openRepository } from '../../src/engine/git/open-repository';
import type { FileChange, OperationRequest } from '../../src/engine/operations/operation-request';
import { openOperations } from '../../src/engine/operations/open-operations';
import { ensureRepositoryId } from '../../src/engine/operations/git-state/repository-id';
import type { Operations } from '../../src/engine/operations/operations';
import type { Project } from '../../src/engine/project';
import { temporaryFolder } from './temporary-folder';

/** The value of a result that must be good; the failure is the message otherwise. */
export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed with ${JSON.stringify(result.failure)}`);
  return result.value;
};

/** The failure of a result that must be one. */
export const failureOf = <T>(result: Result<T>): Extract<Result<T>, { ok: false }>['failure'] => {
  if (result.ok) throw new Error(`did not fail, but answered ${JSON.stringify(result.value)}`);
  return result.failure;
};

let executable: Promise<GitExecutable> | null = null;
export const testGit = (): Promise<GitExecutable> => (executable ??= findGit().then(valueOf));

/** Our git for a repository that raw git built. */
export const gitFor = async (root: string): Promise<Git> => {
  const found = await testGit();
  return createGit(valueOf(await openRepository(root, found)).place, found);
};

/** Every request that went through `run`, in order. */
export type ObservedProject = Project & { readonly requests: OperationRequest[] };

/**
 * A project whose `run` only executes: no lock, no vault, no log. For tests of what is asked for; the safety core has
 * its own tests.
 */
export const bareProject = async (root: string): Promise<ObservedProject> => {
  const git = await gitFor(root);
  const requests: OperationRequest[] = [];
  return {
    id: 'test',
    name: 'test',
    place: git.place,
    git,
    repositoryId: 'test',
    dataFolder: await temporaryFolder('data'),
    requests,
    async run(request, context): Promise<Result<Receipt>> {
      requests.push(request);
      for (const change of request.files ?? []) await apply(git.place.root, change);
      const done = await request.git?.act(git, context.signal);
      if (done !== undefined && !done.ok) return done;
      const title = done?.value.title ?? request.title;
      return ok({ operationId: `o${requests.length}`, title, undoable: false, changedPaths: [] });
    },
  };
};

const apply = async (root: string, { path, to }: FileChange): Promise<void> => {
  const target = join(root, path);
  await rm(target, { recursive: true, force: true });
  if (to.kind === 'absent') return;
  await mkdir(to.kind === 'directory' ? target : dirname(target), { recursive: true });
  if (to.kind === 'symlink') await symlink(to.target, target);
  if (to.kind !== 'file') return;
  await writeFile(target, to.bytes);
  if (to.executable !== undefined) await chmod(target, to.executable ? 0o755 : 0o644);
};

/** A project over the real safety core: lock, vault, journal, log. */
export const safeProject = async (root: string): Promise<Project & { readonly operations: Operations }> => {
  const git = await gitFor(root);
  const repositoryId = await ensureRepositoryId(git.place);
  const dataFolder = await temporaryFolder('data');
  const operations = await openOperations({
    place: git.place,
    git,
    repositoryId,
    dataFolder,
    onRecorded: () => undefined,
  });
  const { run } = operations;
  return { id: 'test', name: 'test', place: git.place, git, repositoryId, dataFolder, run, operations };
};
