import type { FileContent, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { VersionSource } from '../../contract/history';
import { readFile } from '../changes/read-file';
import { readCommitted } from '../changes/read-version';
import { pathFromBytes } from '../files/path-bytes';
import { contentFromBytes } from '../files/read-content';
import type { Target } from '../operations/operation-request';
import type { VersionBytes } from '../operations/operations';
import { checkedOutBytes, entryInCommit } from './commit-version';
import type { HistorySources } from './history-sources';

type Asked = Exclude<VersionSource, { kind: 'now' }>;

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
  switch (source.kind) {
    case 'now':
      return readFile(sources, path);
    case 'commit': {
      const entry = await entryInCommit(sources.git, source.commit, path, newer, signal);
      if (!entry.ok) return entry;
      if (entry.value === null) return ok({ kind: 'absent' });
      return readCommitted(sources.git, source.commit, entry.value.path, signal);
    }
    case 'backup':
    case 'operation': {
      const version = await readKept(sources, source, path);
      return version.ok ? ok(contentOf(version.value)) : version;
    }
  }
}

/** What a path has to become to be as a source knows it. Fails for what cannot be written: submodules, folders of a commit. */
export async function readVersionTarget(
  sources: HistorySources,
  source: Asked,
  path: ProjectPath,
  signal?: AbortSignal,
): Promise<Result<Target>> {
  switch (source.kind) {
    case 'commit': {
      const entry = await entryInCommit(sources.git, source.commit, path, 'HEAD', signal);
      if (!entry.ok) return entry;
      if (entry.value === null) return ok({ kind: 'absent' });
      const { mode } = entry.value;
      if (mode === '160000') return fail(unsupported(path, 'it was a submodule then; only git can put it back'));
      if (mode === '040000') return fail(unsupported(path, 'it was a folder then; restore the files in it'));
      const bytes = await checkedOutBytes(sources.git, entry.value, signal);
      if (!bytes.ok) return bytes;
      if (mode === '120000') return ok({ kind: 'symlink', target: pathFromBytes(bytes.value) });
      return ok({ kind: 'file', bytes: bytes.value, executable: mode === '100755' });
    }
    case 'backup':
    case 'operation': {
      const version = await readKept(sources, source, path);
      return version.ok ? ok(targetOf(version.value)) : version;
    }
  }
}

const unsupported = (path: string, reason: string) => ({ code: 'unsupported-path', path, reason }) as const;

function readKept(
  { operations }: HistorySources,
  source: Exclude<Asked, { kind: 'commit' }>,
  path: ProjectPath,
): Promise<Result<VersionBytes>> {
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

function targetOf({ file, bytes }: VersionBytes): Target {
  switch (file.kind) {
    case 'absent':
    case 'directory':
      return { kind: file.kind };
    case 'symlink':
      return { kind: 'symlink', target: pathFromBytes(bytes ?? Buffer.alloc(0)) };
    case 'file':
      return { kind: 'file', bytes: bytes ?? Buffer.alloc(0), executable: file.executable };
  }
}
