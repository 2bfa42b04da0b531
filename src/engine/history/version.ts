import type { FileContent, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { VersionSource } from '../../contract/history';
import { readFile } from '../changes/read-file';
import { readVersions } from '../changes/read-version';
import { pathFromBytes } from '../files/path-bytes';
import { checkProjectPath } from '../files/project-path';
import { contentFromBytes } from '../files/read-content';
import type { Target } from '../operations/operation-request';
import type { VersionBytes } from '../operations/operations';
import { entriesInCommit, targetsInCommit } from './commit-version';
import type { HistorySources } from './history-sources';

type Kept = Extract<VersionSource, { kind: 'backup' | 'operation' }>;

/**
 * One path as a source knows it, for people. What a backup or an operation does not know fails with
 * `backup-missing`; what a commit does not have is `absent`. A path that a later commit renamed is found under its
 * former name, when `newer` is that later commit.
 */
export async function readVersionContent(
  sources: HistorySources,
  source: VersionSource,
  path: ProjectPath,
  newer: string,
  signal?: AbortSignal,
): Promise<Result<FileContent>> {
  const checked = checkProjectPath(path, process.platform);
  if (!checked.ok) return checked;
  switch (source.kind) {
    case 'now':
      return readFile(sources, path);
    case 'commit': {
      const entries = await entriesInCommit(sources.git, source.commit, [path], newer, signal);
      if (!entries.ok) return entries;
      const contents = await readVersions(sources.git, [entries.value.get(path) ?? null], signal);
      return contents.ok ? ok(contents.value[0] ?? { kind: 'absent' }) : contents;
    }
    case 'backup':
    case 'operation': {
      const version = await readKept(sources, source, path);
      return version.ok ? ok(contentOf(version.value)) : version;
    }
  }
}

/**
 * What each path has to become to be as a source knows it. Fails with `unsupported-path` for what cannot be
 * written (submodules, folders, foreign encodings), `backup-missing` for what a backup does not know.
 */
export async function readVersionTargets(
  sources: HistorySources,
  source: Exclude<VersionSource, { kind: 'now' }>,
  paths: readonly ProjectPath[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<ProjectPath, Target>>> {
  for (const path of paths) {
    const checked = checkProjectPath(path, process.platform);
    if (!checked.ok) return checked;
  }
  if (source.kind === 'commit') return targetsInCommit(sources.git, source.commit, paths, signal);
  const targets = new Map<ProjectPath, Target>();
  for (const path of paths) {
    const version = await readKept(sources, source, path);
    if (!version.ok) return version;
    targets.set(path, targetOf(version.value));
  }
  return ok(targets);
}

function readKept({ operations }: HistorySources, source: Kept, path: ProjectPath): Promise<Result<VersionBytes>> {
  return source.kind === 'backup'
    ? operations.vault.readVersion(source.backupId, path)
    : operations.readVersion(source.operationId, source.side, path);
}

function contentOf({ file, bytes }: VersionBytes): FileContent {
  switch (file.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'directory':
      return { kind: 'unreadable', reason: 'It is a folder.' };
    case 'symlink':
      return { kind: 'symlink', target: pathFromBytes(bytes ?? Buffer.alloc(0)) };
    case 'file':
      return contentFromBytes(bytes ?? Buffer.alloc(0), file.executable);
  }
}

function targetOf({ file, bytes, mode }: VersionBytes): Target {
  switch (file.kind) {
    case 'absent':
    case 'directory':
      return { kind: file.kind };
    case 'symlink':
      return { kind: 'symlink', target: pathFromBytes(bytes ?? Buffer.alloc(0)) };
    case 'file':
      return {
        kind: 'file',
        bytes: bytes ?? Buffer.alloc(0),
        ...(mode === null ? { executable: file.executable } : { mode }),
      };
  }
}
