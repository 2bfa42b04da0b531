import type { ModelDocument, ModelFile } from '../../../core/fabric/model/model-file';
import { readModelFile } from './read-yaml';

/**
 * Files that were read before, by the hash of their bytes: the same bytes are never parsed twice, whatever their path
 * and whichever commit they come from. One object per path and hash, so that findings about it can be remembered.
 */
export class ParsedFiles {
  readonly #documents = new Map<string, readonly ModelDocument[]>();
  readonly #files = new Map<string, ModelFile>();

  /** The file with this content, when the content was parsed before. */
  known(path: string, hash: string): ModelFile | null {
    const before = this.#files.get(path);
    if (before?.contentHash === hash) return before;
    const documents = this.#documents.get(hash);
    return documents === undefined ? null : this.#keep({ path, contentHash: hash, documents });
  }

  file(path: string, bytes: Uint8Array, hash: string): ModelFile {
    const known = this.known(path, hash);
    if (known !== null) return known;
    const read = readModelFile(path, bytes, hash);
    this.#documents.set(hash, read.documents);
    return this.#keep(read);
  }

  /** Takes what a cache remembers. */
  remember(hash: string, documents: readonly ModelDocument[]): void {
    if (!this.#documents.has(hash)) this.#documents.set(hash, documents);
  }

  documentsOf(hash: string): readonly ModelDocument[] | null {
    return this.#documents.get(hash) ?? null;
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Lets go of everything that none of these files needs. */
  keepOnly(files: Iterable<ModelFile>): void {
    const hashes = new Set<string>();
    const paths = new Set<string>();
    for (const { path, contentHash } of files) {
      if (contentHash !== null) hashes.add(contentHash);
      paths.add(path);
    }
    for (const hash of [...this.#documents.keys()]) if (!hashes.has(hash)) this.#documents.delete(hash);
    for (const path of [...this.#files.keys()]) if (!paths.has(path)) this.#files.delete(path);
  }

  #keep(file: ModelFile): ModelFile {
    this.#files.set(file.path, file);
    return file;
  }
}
