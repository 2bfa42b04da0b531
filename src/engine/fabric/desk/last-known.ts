import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { ModelFile } from '../../../core/fabric/model/model-file';
import { claimsIn } from '../../../core/fabric/model/unread-claims';
import { wasNotRead } from '../../../core/fabric/model/unread-file';
import { decodeText } from '../../files/text-traits';

/** The versions that git has of a file; none: it never knew it. */
export interface LastKnown {
  readonly path: string;
  readonly versions: readonly Uint8Array[];
}

/** Files that are there and whose bytes nobody saw; those of which git was asked already are left out. */
export function unseenFiles({ files }: FabricModel): string[] {
  const paths: string[] = [];
  for (const file of files.values())
    if (file.contentHash === null && wasNotRead(file) && file.documents[0]?.claims === undefined) paths.push(file.path);
  return paths;
}

/** A file that cannot be read, with what git's versions of it hold: that may well be in use. */
export function withLastKnown(file: ModelFile, { versions }: LastKnown): ModelFile {
  const text = versions.map((bytes) => decodeText(bytes)?.text ?? '').join('\n---\n');
  return { ...file, documents: file.documents.map((document) => ({ ...document, claims: claimsIn(text, 'git') })) };
}
