import { createHash } from 'node:crypto';
import { buildModel, updateModel } from '../../../core/fabric/model/fabric-model';
import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { ModelDocument, ModelFile } from '../../../core/fabric/model/model-file';
import { policyPath } from '../../../core/fabric/policy/policy';
import type { Finding } from '../../../core/fabric/rules/finding';
import type { Policy } from '../../../core/fabric/policy/policy';
import type { FileSystem } from '../../files/file-system';
import { hashBytes } from '../../files/hash';
import { pathFromBytes } from '../../files/path-bytes';
import { parseBatch } from '../../git/read-blobs';
import type { TellStep } from '../../workers/serve-worker';
import type { KeptState } from './kept-state';
import type { LastKnown } from './last-known';
import { withLastKnown } from './last-known';
import { ParsedFiles } from './parsed-files';
import { PlaceMemory } from './place-memory';
import { unreadFile } from '../../../core/fabric/model/unread-file';
import { otherFile, tooLargeFile } from './read-yaml';
import { repositoryPolicy } from './repository-policy';
import type { Snapshot } from './snapshot';
import { WorkingFiles } from './working-files';

/** What a commit or the index holds at a path. */
export interface StoredEntry {
  readonly path: string;
  /** Null: git does not have the content. */
  readonly objectId: string | null;
  readonly sizeBytes: number;
  /** False for links and everything that is no YAML. */
  readonly read: boolean;
}

export interface DeskOptions {
  readonly fs: FileSystem;
  readonly root: string;
  /** Everything that can be said against a model. */
  judge(model: FabricModel): Finding[];
  /** The repository's policy with what extensions add. */
  policyWith(policy: Policy): Policy;
  /** What an earlier process knew. */
  readonly kept: KeptState | null;
}

/** Snapshots of commits that are kept at a time, besides the working tree. */
const mostSnapshots = 4;

/**
 * The model of one repository, kept in a worker: the working tree, updated file by file, and a few other moments.
 * Not safe for two questions at a time; the worker asks one after the other.
 */
export class FabricDesk {
  readonly places: PlaceMemory;
  readonly #parsed = new ParsedFiles();
  readonly #working: WorkingFiles;
  readonly #snapshots = new Map<string, Snapshot>();
  /** Every fabric directory that the working tree had. */
  readonly #roots = new Set<string>();
  #generation = 0;
  #live: Snapshot | null = null;
  #kept: KeptState['judged'];

  constructor(private readonly options: DeskOptions) {
    const { fs, root, kept } = options;
    this.#working = new WorkingFiles(fs, root, this.#parsed);
    this.places = new PlaceMemory(kept?.places);
    this.#kept = kept?.judged ?? null;
    for (const [path, seen] of kept?.seen ?? []) this.#working.seen.set(path, seen);
    for (const [hash, documents] of kept?.documents ?? []) this.#parsed.remember(hash, documents);
  }

  /** What to keep for the next start; null while nothing was judged. */
  state(): KeptState | null {
    const live = this.#live;
    if (live === null || !live.isJudged()) return null;
    const documents = new Map<string, readonly ModelDocument[]>();
    for (const { contentHash, documents: list } of live.model.files.values())
      if (contentHash !== null) documents.set(contentHash, list);
    const state = stateName(live.model);
    const judged = state === null ? null : { state, findings: live.findings() };
    return { seen: this.#working.seen, documents, judged, places: this.places.keep(documents) };
  }

  /** Asks the rules about the working tree although their answer is known, so that the next change costs little. */
  prepare(): void {
    if (this.#kept === null || this.#live === null) return;
    this.#kept = null;
    this.options.judge(this.#live.model);
  }

  /** The working tree as it was last looked at. Asking before the first look is a bug. */
  live(): Snapshot {
    if (this.#live === null) throw new Error('The working tree was not looked at yet');
    return this.#live;
  }

  /** The working tree as of `root`, also when a plan has since emptied the folders by which it was found. */
  modelWith(root: string): FabricModel {
    const { model } = this.live();
    const isGone = this.#roots.has(root) && !model.fabrics.some((fabric) => fabric.root === root);
    return isGone ? buildModel([...model.files.values()], { ...model.policy, fabrics: [root] }) : model;
  }

  snapshot(key: string | null): Snapshot {
    if (key === null) return this.live();
    const found = this.#snapshots.get(key);
    if (found === undefined) throw new Error(`no snapshot ${key}`);
    return found;
  }

  hasSnapshot(key: string): boolean {
    const found = this.#snapshots.get(key);
    if (found === undefined) return false;
    this.#snapshots.delete(key);
    this.#snapshots.set(key, found);
    return true;
  }

  /** Looks at every path of a listing (names ended by NUL). Answers whether anything is different. */
  async lookAtAll(listing: Uint8Array, tell: TellStep): Promise<boolean> {
    this.#working.forgetFolders();
    const paths = [...new Set(pathFromBytes(listing).split('\0'))].filter((path) => path !== '' && !path.endsWith('/'));
    const files: ModelFile[] = [];
    for (const [index, path] of paths.entries()) {
      const file = await this.#working.read(path);
      if (file !== null) files.push(file);
      tell({ title: 'Reading the fabric', done: index, total: paths.length, unit: 'files' });
    }
    return this.#replace(files);
  }

  /** Looks at some paths again. `listed`: those of them that git knows or would add. */
  async lookAgain(paths: readonly string[], listed: ReadonlySet<string>): Promise<boolean> {
    this.#working.forgetFolders();
    const model = this.live().model;
    const changes: { path: string; file: ModelFile | null }[] = [];
    for (const path of new Set(paths)) {
      const known = model.files.get(path);
      const file = known || listed.has(path) ? await this.#working.read(path) : null;
      const same = file === null || known === undefined ? file === (known ?? null) : sameFile(known, file);
      if (!same) changes.push({ path, file });
    }
    if (changes.length === 0) return false;
    const policyFile = changes.find(({ path }) => path === policyPath)?.file ?? model.files.get(policyPath);
    const gone = changes.some(({ path, file }) => path === policyPath && file === null);
    this.#take(updateModel(model, changes, this.#policyOf(gone ? undefined : policyFile)));
    return true;
  }

  /** What git had last of files that cannot be read: it counts until they can be. */
  takeLastKnown(known: readonly LastKnown[]): void {
    const { model } = this.live();
    const changes = known.flatMap((one) => {
      const file = model.files.get(one.path);
      return file === undefined ? [] : [{ path: one.path, file: withLastKnown(file, one) }];
    });
    this.#take(updateModel(model, changes));
  }

  /** Takes a moment of git: what stands where, and `cat-file --batch` of the contents. */
  take(key: string, entries: readonly StoredEntry[], batch: Uint8Array): void {
    const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
    const blobs = parseBatch(bytes);
    if (blobs === null) throw new Error('git cat-file broke off');
    const live = this.#live?.model.files;
    const objects = new Map(entries.map(({ path, objectId }) => [path, objectId]));
    const files = entries.map((entry): ModelFile => {
      const { path, objectId, sizeBytes, read } = entry;
      if (!read) return otherFile(path);
      const blob = objectId === null ? undefined : blobs.get(objectId);
      if (blob === undefined)
        return objectId === null
          ? unreadFile(path, null, 'Git does not have the content of this file.')
          : tooLargeFile(path, sizeBytes);
      const hash = hashBytes(blob);
      const same = live?.get(path);
      return same?.contentHash === hash ? same : this.#parsed.file(path, blob, hash);
    });
    const policy = this.#policyOf(files.find(({ path }) => path === policyPath));
    const snapshot = this.#describe(buildModel(files, policy), (path) => {
      const objectId = objects.get(path);
      return Promise.resolve((objectId && blobs.get(objectId)) || null);
    });
    this.#snapshots.set(key, snapshot);
    for (const old of this.#snapshots.keys()) if (this.#snapshots.size > mostSnapshots) this.#snapshots.delete(old);
    this.#tidy();
  }

  /** What the working tree would be with another text in one file. Not kept. */
  withText(path: string, text: string): Snapshot {
    const { model } = this.live();
    const bytes = Buffer.from(text, 'utf8');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = new ParsedFiles().file(path, bytes, hash);
    const policy = path === policyPath ? this.#policyOf(file) : model.policy;
    const live = this.live();
    return this.#describe(updateModel(model, [{ path, file }], policy), (other) =>
      other === path ? Promise.resolve(bytes) : live.bytes(other),
    );
  }

  #policyOf(file: ModelFile | undefined): Policy {
    return this.options.policyWith(repositoryPolicy(file).policy);
  }

  #replace(files: readonly ModelFile[]): boolean {
    const before = this.#live?.model;
    const same = before?.files.size === files.length && files.every((file) => before.files.get(file.path) === file);
    if (same) return false;
    const policy = this.#policyOf(files.find(({ path }) => path === policyPath));
    if (before === undefined) this.#take(buildModel(files, policy));
    else {
      const now = new Set(files.map(({ path }) => path));
      const gone = [...before.files.keys()].filter((path) => !now.has(path));
      const changed = files.filter((file) => {
        const known = before.files.get(file.path);
        return known === undefined || !sameFile(known, file);
      });
      if (gone.length === 0 && changed.length === 0 && policy === before.policy) return false;
      const changes = [
        ...gone.map((path) => ({ path, file: null })),
        ...changed.map((file) => ({ path: file.path, file })),
      ];
      this.#take(updateModel(before, changes, policy));
    }
    return true;
  }

  #take(model: FabricModel): void {
    const kept = this.#kept !== null && this.#kept.state === stateName(model) ? this.#kept.findings : null;
    if (kept === null) this.#kept = null;
    for (const { root } of model.fabrics) this.#roots.add(root);
    this.#live = this.#describe(model, (path) => this.#working.bytes(path), kept);
    this.#tidy();
  }

  #describe(model: FabricModel, bytes: Snapshot['bytes'], known: readonly Finding[] | null = null): Snapshot {
    this.#generation += 1;
    const { present, problems } = repositoryPolicy(model.files.get(policyPath));
    let findings = known;
    return {
      generation: this.#generation,
      model,
      policy: { present, problems: problems.map(({ message }) => message) },
      findings: () => (findings ??= this.options.judge(model)),
      isJudged: () => findings !== null,
      places: this.places,
      bytes,
    };
  }

  /** Contents that no kept moment needs are let go, now and then. */
  #tidy(): void {
    const moments = [...(this.#live ? [this.#live] : []), ...this.#snapshots.values()];
    const needed = moments.reduce((sum, { model }) => sum + model.files.size, 0);
    if (this.#parsed.size > needed * 1.5 + 500)
      this.#parsed.keepOnly(moments.flatMap(({ model }) => [...model.files.values()]));
  }
}

/** Names exactly the files of a model; null when some could not be read, so that they may be others next time. */
function stateName(model: FabricModel): string | null {
  const hash = createHash('sha256');
  const names = [...model.files.values()].map(({ path, contentHash, documents }) =>
    contentHash === null && documents.length > 0 ? null : `${path}\0${contentHash ?? ''}\n`,
  );
  for (const name of names.sort()) {
    if (name === null) return null;
    hash.update(name);
  }
  return hash.digest('hex');
}

/** Nothing that the model knows is different. */
const sameFile = (one: ModelFile, other: ModelFile): boolean =>
  one === other ||
  (one.contentHash === other.contentHash &&
    one.contentHash !== null &&
    one.documents.length === other.documents.length) ||
  (one.contentHash === null &&
    other.contentHash === null &&
    one.documents[0]?.problems[0]?.message === other.documents[0]?.problems[0]?.message);
