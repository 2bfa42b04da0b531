import type { Resource } from './resource';
import { pathOf, resync, writeResource } from './resource';

export interface TreeFile {
  readonly bytes: Buffer;
  readonly mode: '100644' | '100755';
}

/**
 * The files of the demo at one moment of its story, changed step by step.
 *
 * Every method throws when the story asks for something that is not there: that is a mistake in the story.
 */
export class Tree {
  readonly #files: Map<string, TreeFile>;

  constructor(files: Iterable<readonly [string, TreeFile]> = []) {
    this.#files = new Map(files);
  }

  get files(): ReadonlyMap<string, TreeFile> {
    return this.#files;
  }

  copy(): Tree {
    return new Tree(this.#files);
  }

  write(path: string, content: string | Buffer, mode: TreeFile['mode'] = '100644'): void {
    this.#files.set(path, { bytes: Buffer.from(content), mode });
  }

  read(path: string): string {
    const file = this.#files.get(path);
    if (file === undefined) throw new Error(`The demo has no ${path} yet.`);
    return file.bytes.toString();
  }

  remove(path: string): void {
    if (!this.#files.delete(path)) throw new Error(`The demo has no ${path} to remove.`);
  }

  /** Replaces the one occurrence of `before`. */
  edit(path: string, before: string, after: string): void {
    const text = this.read(path);
    if (text.split(before).length !== 2) throw new Error(`${path} does not hold “${before}” exactly once.`);
    this.write(
      path,
      text.replace(before, () => after),
      this.#files.get(path)?.mode,
    );
  }

  rename(from: string, to: string): void {
    const file = this.#files.get(from);
    if (file === undefined) throw new Error(`The demo has no ${from} to rename.`);
    this.#files.delete(from);
    this.#files.set(to, file);
  }

  add(...resources: readonly Resource[]): void {
    for (const resource of resources) this.write(pathOf(resource), writeResource(resource));
  }

  /** The plugin takes the resources over: header and annotations. */
  adopt(resources: readonly Resource[], at: Date): void {
    for (const resource of resources) this.write(pathOf(resource), writeResource(resource, at));
  }

  resync(path: string, at: Date): void {
    this.write(path, resync(this.read(path), at));
  }
}
