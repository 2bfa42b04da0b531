import type { ContentHash, ProjectPath, Receipt, TextTraits } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { readEntry } from '../files/entry';
import { nodeFileSystem } from '../files/node-file-system';
import { decodeText, encodeText } from '../files/text-traits';
import type { Project } from '../project';

/** A new file is what git and most tools expect. */
export const plainTraits: TextTraits = { encoding: 'utf-8', eol: 'lf', finalNewline: true };

/**
 * Replaces a file's text, or makes the file. Encoding, byte order mark and line ends stay as they are on the disk.
 *
 * Failures: `file-changed-since` when the disk does not hold `expected` any more, `not-text` for a binary file or a
 * character that its encoding does not have.
 */
export async function writeFile(
  project: Project,
  input: { readonly path: ProjectPath; readonly text: string; readonly expected: ContentHash | null },
  context: CallContext,
): Promise<Result<Receipt>> {
  const bytes = await bytesLikeNow(project, input.path, input.text);
  if (!bytes.ok) return bytes;
  return project.run(
    {
      kind: 'write-file',
      title: `${input.expected === null ? 'Create' : 'Edit'} ${input.path}`,
      files: [{ path: input.path, to: { kind: 'file', bytes: bytes.value }, expected: input.expected ?? 'absent' }],
    },
    context,
  );
}

async function bytesLikeNow(project: Project, path: ProjectPath, text: string): Promise<Result<Buffer>> {
  const now = await readEntry(nodeFileSystem(), project.place.root, path);
  if (!now.ok) return now;
  const original = now.value.entry.kind === 'file' ? now.value.bytes : null;
  const traits = original === null ? plainTraits : decodeText(original)?.traits;
  const bytes = traits === undefined ? null : encodeText(text, traits, original ?? undefined);
  return bytes === null ? fail({ code: 'not-text', path }) : ok(bytes);
}
