import type { Failure } from '../../contract/failure';
import { errorCode } from '../files/file-system';

/** The failure behind an error of the disk; what a person can do nothing about is thrown on. */
export function failureOfDisk(error: unknown, path: string): Failure {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', path, neededBytes: null };
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return { code: 'read-only', path };
    case 'ENOENT':
      return { code: 'path-missing', path };
    case 'EEXIST':
    case 'ENOTDIR':
      return { code: 'not-a-folder', path };
    case 'EISDIR':
      return { code: 'unsupported-path', path, reason: 'a folder stands in its place' };
    default:
      throw error;
  }
}
