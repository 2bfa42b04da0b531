import type { Failure } from '../../../contract/failure';
import { errorCode } from '../../files/file-system';

/** A system error in the words of the contract. What is no system error is a bug and thrown on. */
export function diskFailure(error: unknown, path: string): Failure {
  const code = errorCode(error);
  switch (code) {
    case null:
      throw error;
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', path, neededBytes: null };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'read-only', path };
    default:
      return { code: 'rolled-back', reason: `the disk answered ${code} at ${path}` };
  }
}
