import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { readEntry } from '../../files/entry';
import { nodeFileSystem } from '../../files/node-file-system';

/**
 * A file as a plan changes it: every byte of UTF-8, its mark and its line ends included, is in the text, so that
 * what no step touches is written back as it was.
 */
export interface SourceText {
  readonly text: string;
  readonly hash: ContentHash;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array): string | null => {
  try {
    return bytes.includes(0) ? null : strict.decode(bytes);
  } catch {
    // Another encoding: nothing that a plan may touch.
    return null;
  }
};

/** Null: there is no file. Fails with `not-text` for what is not UTF-8, `unsupported-path` for links and folders. */
export async function readSourceText(root: string, path: ProjectPath): Promise<Result<SourceText | null>> {
  const read = await readEntry(nodeFileSystem(), root, path);
  if (!read.ok) return read;
  const { entry, bytes } = read.value;
  if (entry.kind === 'absent') return ok(null);
  if (entry.kind !== 'file' || bytes === null)
    return fail({ code: 'unsupported-path', path, reason: 'it is not a plain file' });
  const text = decode(bytes);
  return text === null ? fail({ code: 'not-text', path }) : ok({ text, hash: entry.hash });
}
