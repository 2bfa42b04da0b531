import type { FileContent } from '../../contract/basics';
import type { FileSystem } from './file-system';
import { errorCode } from './file-system';
import { hashBytes } from './hash';
import { absolutePath } from './project-path';
import { TooLarge, readBytes } from './read-bytes';
import { decodeText } from './text-traits';

/** Texts up to this size are shown without being asked for. */
export const shownTextLimitBytes = 5_000_000;

/** What lies at a project path now. Links are read as links; FIFOs, sockets and devices are never opened. */
export async function readContent(
  fs: FileSystem,
  root: string,
  path: string,
  limitBytes = shownTextLimitBytes,
): Promise<FileContent> {
  const place = await absolutePath(fs, root, path);
  if (!place.ok) return unreadable('It lies behind a link or outside of the project.');
  try {
    const found = await fs.lstat(place.value);
    if (found === null) return { kind: 'absent' };
    if (found.kind === 'symlink') return { kind: 'symlink', target: await fs.readlink(place.value) };
    if (found.kind === 'directory') return unreadable('It is a folder.');
    if (found.kind === 'other') return unreadable('It is a pipe, a socket or a device, not a file.');
    const { bytes, stat } = await readBytes(fs, place.value, limitBytes);
    return contentFromBytes(bytes, (stat.mode & 0o100) !== 0);
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'too-large', sizeBytes: error.sizeBytes, limitBytes };
    return unreadable(readProblem(error));
  }
}

/** How bytes from anywhere (disk, git, vault) are shown. */
export function contentFromBytes(
  bytes: Uint8Array,
  executable: boolean,
  limitBytes = shownTextLimitBytes,
): FileContent {
  if (bytes.length > limitBytes) return { kind: 'too-large', sizeBytes: bytes.length, limitBytes };
  const hash = hashBytes(bytes);
  const decoded = decodeText(bytes);
  if (decoded === null) return { kind: 'binary', hash, sizeBytes: bytes.length, executable };
  return { kind: 'text', ...decoded, hash, sizeBytes: bytes.length, executable };
}

const unreadable = (reason: string): FileContent => ({ kind: 'unreadable', reason });

function readProblem(error: unknown): string {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'You have no permission to read it.';
    case 'ELOOP':
      return 'It became a link while it was read.';
    case 'EIO':
      return 'The disk could not read it.';
    default:
      return `It could not be read (${errorCode(error) ?? String(error)}).`;
  }
}
