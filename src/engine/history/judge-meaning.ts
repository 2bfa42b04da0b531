import type { ModelFile } from '../../core/fabric/model/model-file';
import type { FileVersions } from '../../core/fabric/changes/judge-change';
import type { MeaningOptions } from '../../core/fabric/normalize/meaning';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import { meaningOfCommit } from '../../core/timeline/commit-meaning';
import { maskTimes } from '../../core/timeline/judge-patches';
import { readModelFile } from '../fabric/desk/read-yaml';

/** A file on both sides of a commit: the ids of its contents, null where there is none. */
interface ChangedFile {
  readonly path: string;
  readonly from: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Changes to judge, and the contents that they name. */
export interface MeaningQuestion {
  readonly changes: readonly { readonly change: string; readonly files: readonly ChangedFile[] }[];
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** What the repository's policy says about comparing. */
  readonly options: MeaningOptions;
}

/** Contents that are likely to be asked for again: what one commit made, the next one changes. */
const mostKept = 2_000;

/** Judges changes; keeps what it read for the next question. Runs in a worker. */
export class MeaningJudge {
  readonly #read = new Map<string, ModelFile>();

  judge({ changes, blobs, options }: MeaningQuestion): Map<string, CommitMeaning> {
    return new Map(changes.map(({ change, files }) => [change, this.#judgeOne(files, blobs, options)]));
  }

  #judgeOne(files: readonly ChangedFile[], blobs: MeaningQuestion['blobs'], options: MeaningOptions): CommitMeaning {
    const versions = files.map(({ path, from, before, after }): FileVersions => ({
      before: this.#file(from ?? path, before, blobs),
      after: this.#file(path, after, blobs),
    }));
    const comments = (side: 'before' | 'after'): string =>
      files.map((file) => commentsIn(blobs.get(file[side] ?? ''))).join('\n');
    return meaningOfCommit(versions, comments('before') === comments('after'), options);
  }

  #file(path: string, id: string | null, blobs: MeaningQuestion['blobs']): ModelFile | null {
    const bytes = id === null ? undefined : blobs.get(id);
    if (id === null || bytes === undefined) return null;
    const key = `${id} ${path}`;
    const known = this.#read.get(key);
    if (known) return known;
    const file = readModelFile(path, bytes, id);
    const [oldest] = this.#read.size >= mostKept ? this.#read.keys() : [];
    if (oldest !== undefined) this.#read.delete(oldest);
    this.#read.set(key, file);
    return file;
  }
}

/** Everything behind a `#` that stands at a line's start or behind a blank; generated times are masked. */
function commentsIn(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return '';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text
    .split('\n')
    .flatMap((line) => /(?:^|\s)#.*$/.exec(maskTimes(line))?.[0].trim() ?? [])
    .join('\n');
}
