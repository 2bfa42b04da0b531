import type { ContentHash, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FilePreview } from '../../contract/problems';
import type { CallContext } from '../call-context';
import { readEntry } from '../files/entry';
import { nodeFileSystem } from '../files/node-file-system';
import { decodeText, encodeText } from '../files/text-traits';
import type { FileChange } from '../operations/operation-request';
import type { Project } from '../project';
import type { FixPreview } from './desk/desk-questions';

/**
 * Does what fixes were shown to do, as one operation. `expected`: what the person saw of files, where they looked.
 *
 * Fails with `state-changed-since` when a file is not what the fix was made for.
 */
export async function applyFixes(
  project: Project,
  { title, files }: FixPreview,
  expected: Readonly<Record<string, ContentHash | null>>,
  context: CallContext,
): Promise<Result<Receipt>> {
  const changes: FileChange[] = [];
  for (const file of files) {
    if (Object.hasOwn(expected, file.path) && expected[file.path] !== file.expected)
      return fail({ code: 'state-changed-since', what: file.path });
    const change = await changeOf(project, file);
    if (!change.ok) return change;
    changes.push(change.value);
  }
  return project.run({ kind: 'fix-problems', title, files: changes }, context);
}

/** The new text in the file's own encoding and line ends. */
async function changeOf(project: Project, { path, after, expected }: FilePreview): Promise<Result<FileChange>> {
  const now = await readEntry(nodeFileSystem(), project.place.root, path);
  if (!now.ok) return now;
  const { entry, bytes } = now.value;
  if (entry.kind !== 'file' || entry.hash !== expected || bytes === null || after === null)
    return fail({ code: 'state-changed-since', what: path });
  const traits = decodeText(bytes)?.traits;
  const encoded = traits === undefined ? null : encodeText(after, traits, bytes);
  if (encoded === null) return fail({ code: 'not-text', path });
  return ok({ path, to: { kind: 'file', bytes: encoded }, expected: entry.hash });
}
