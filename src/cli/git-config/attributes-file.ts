import { mkdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { failureOfDisk } from '../../engine/faults/failure-of-disk';
import { errorCode } from '../../engine/files/file-system';
import { replaceFile } from '../replace-file';

/** The text of an attributes file; empty when there is none. What is no file, or no text, is never rewritten. */
export async function readAttributes(path: string): Promise<Result<string>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return fail({ code: 'unsupported-path', path, reason: 'it is no file' });
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path)));
  } catch (error) {
    if (error instanceof TypeError) return fail({ code: 'not-text', path });
    return errorCode(error) === 'ENOENT' ? ok('') : fail(failureOfDisk(error, path));
  }
}

/** In one step; an empty text removes the file. */
export async function writeAttributes(path: string, text: string): Promise<void> {
  if (text === '') return rm(await realpath(path).catch(() => path), { force: true });
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, text);
}
