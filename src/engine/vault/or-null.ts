import { errorCode } from '../files/file-system';

/** What the disk refuses counts as damaged. A bug is thrown on. */
export function orNull(error: unknown): null {
  if (errorCode(error) === null) throw error;
  return null;
}
