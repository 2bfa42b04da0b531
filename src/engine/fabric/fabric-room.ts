import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Moment } from '../../contract/problems';
import type { CallContext } from '../call-context';
import { quietContext } from '../call-context';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from '../git/git';
import { listWorkingFiles } from '../git/list-working-files';
import type { WorkerLink } from '../workers/worker-pool';
import { WorkerLost } from '../workers/worker-pool';
import type { DeskInput, DeskOutput, DeskQuestion } from './desk/desk-questions';
import { readLastKnown } from './last-known-files';
import type { StoredMoment } from './stored-moments';
import { findMoment, readMoment } from './stored-moments';

/** What may have made the working tree differ from what the model knows. */
export type FabricHint = { readonly paths: readonly string[] } | 'everything';

/**
 * The fabric of one opened repository. Nothing is read before the first question; then a worker thread keeps the
 * model, and what changes is read again, file by file.
 */
export interface FabricRoom {
  /** Makes the model of the working tree current. Cheap when nothing changed. */
  freshen(context: CallContext): Promise<Result<null>>;
  /** Makes a moment known to the worker: its key for questions, null for the working tree. */
  moment(moment: Moment, context: CallContext): Promise<Result<{ readonly key: string | null; commit: string | null }>>;
  /** Asks the worker. Fails with `worker-stopped` when it ended before; the next question starts another. */
  ask<Q extends DeskQuestion>(question: Q, input: DeskInput<Q>, context: CallContext): Promise<AnswerOf<Q>>;
  /** Something may have changed. */
  note(hint: FabricHint): void;
  /** For the person's extensions: something happened. */
  hear(event: unknown): void;
  /** Does some work; when it fails, and an extension asks for it, once more, at most three times. */
  retrying<T>(work: () => Promise<Result<T>>, context: CallContext): Promise<Result<T>>;
  /** Removes what is kept of contents in our own folder, and keeps no more of them. */
  forgetKept(): Promise<void>;
  close(): Promise<void>;
}

/** Answers that are results already stay what they are; others become one. */
type AnswerOf<Q extends DeskQuestion> = DeskOutput<Q> extends Result<unknown> ? DeskOutput<Q> : Result<DeskOutput<Q>>;

export interface FabricRoomOptions {
  readonly git: Git;
  start(): WorkerLink;
  /** Removes what a worker that is not running has kept. */
  dropKept(): void;
  /** Has the person extensions that may want to hear of events and failures? */
  readonly hasExtensions: boolean;
  /** False: nobody tells about changes, so everything is looked at before every answer. */
  isWatched(): boolean;
  /** The model of the working tree changed after somebody had asked for it. */
  onChanged(): void;
  onBug(error: unknown): void;
}

/** Changes that come shortly after each other are looked at together. */
const quietMs = 25;
/** More paths than this in one hint, and looking at everything is quicker. */
const mostPaths = 500;

export function createFabricRoom(options: FabricRoomOptions): FabricRoom {
  return new Room(options);
}

class Room implements FabricRoom {
  readonly #options: FabricRoomOptions;
  #link: WorkerLink | null = null;
  #closed = false;
  /** What is to be looked at; `everything` before the first look. */
  #stale: Set<string> | 'everything' = 'everything';
  /** Somebody has asked, so changes are worth telling. */
  #asked = false;
  #looking: Promise<Result<null>> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: FabricRoomOptions) {
    this.#options = options;
  }

  note(hint: FabricHint): void {
    if (hint === 'everything' || this.#stale === 'everything') this.#stale = 'everything';
    else for (const path of hint.paths) this.#stale.add(path);
    if (this.#stale !== 'everything' && this.#stale.size > mostPaths) this.#stale = 'everything';
    if (!this.#asked || this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#lookByItself();
    }, quietMs);
  }

  async freshen(context: CallContext): Promise<Result<null>> {
    if (!this.#options.isWatched()) this.#stale = 'everything';
    // A look that began before the last hint does not know of it.
    while (this.#looking !== null) await this.#looking;
    if (this.#stale !== 'everything' && this.#stale.size === 0) return ok(null);
    const first = !this.#asked;
    this.#looking = this.#look(context, first).finally(() => (this.#looking = null));
    return this.#looking;
  }

  async moment(
    moment: Moment,
    context: CallContext,
  ): Promise<Result<{ readonly key: string | null; readonly commit: string | null }>> {
    const fresh = await this.freshen(context);
    if (!fresh.ok) return fresh;
    if (moment.kind === 'working-tree') return ok({ key: null, commit: null });
    const found = await findMoment(this.#options.git, moment, context.signal);
    if (!found.ok) return found;
    const taken = await this.#take(found.value, context);
    return taken.ok ? ok({ key: found.value.key, commit: found.value.commit }) : taken;
  }

  async ask<Q extends DeskQuestion>(question: Q, input: DeskInput<Q>, context: CallContext): Promise<AnswerOf<Q>> {
    const answer = await this.#send(question, input, context);
    if (!answer.ok) return answer as AnswerOf<Q>;
    const isResult = typeof answer.value === 'object' && answer.value !== null && 'ok' in answer.value;
    return (isResult ? answer.value : answer) as AnswerOf<Q>;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const link = this.#link;
    this.#link = null;
    if (link !== null) await keepBriefly(link);
    await link?.close();
    await this.#looking;
  }

  hear(event: unknown): void {
    if (!this.#options.hasExtensions || this.#closed) return;
    this.#send('hear-event', { event }, quietContext()).catch((error: unknown) => {
      if (!this.#closed) this.#options.onBug(error);
    });
  }

  async retrying<T>(work: () => Promise<Result<T>>, context: CallContext): Promise<Result<T>> {
    for (let tries = 0; ; tries += 1) {
      const done = await work();
      if (done.ok || !this.#options.hasExtensions || tries >= mostRetries || context.signal.aborted) return done;
      const wish = await this.#send('hear-failure', { failure: done.failure }, context);
      if (!wish.ok || wish.value === null) return done;
      await new Promise((resume) => setTimeout(resume, wish.value?.retryAfterMs ?? 0));
    }
  }

  async forgetKept(): Promise<void> {
    const link = this.#link;
    if (link !== null) await link.ask('forget-kept', null);
    else this.#options.dropKept();
  }

  async #take(moment: StoredMoment, context: CallContext): Promise<Result<null>> {
    const known = await this.#send('has-snapshot', { key: moment.key }, context);
    if (!known.ok || known.value === true) return known.ok ? ok(null) : known;
    const read = await readMoment(this.#options.git, moment, context.signal);
    if (!read.ok) return read;
    const batch = ownBytes(read.value.batch);
    const input = { key: moment.key, entries: read.value.entries, batch };
    const taken = await this.#send('take-snapshot', input, context, [batch.buffer]);
    return taken.ok ? ok(null) : taken;
  }

  async #look(context: CallContext, first: boolean): Promise<Result<null>> {
    const stale = this.#stale;
    this.#stale = new Set();
    const paths = stale === 'everything' ? stale : [...stale];
    const changed = await this.#lookAt(paths, context);
    if (!changed.ok) {
      this.note(paths === 'everything' ? paths : { paths });
      return changed;
    }
    this.#asked = true;
    if (changed.value && !first) this.#options.onChanged();
    return ok(null);
  }

  async #lookAt(paths: readonly string[] | 'everything', context: CallContext): Promise<Result<boolean>> {
    const listing = await listWorkingFiles(this.#options.git, paths, context.signal);
    if (!listing.ok) return listing;
    if (paths === 'everything') {
      const bytes = ownBytes(listing.value);
      return this.#complete(await this.#send('look-at-all', { listing: bytes }, context, [bytes.buffer]), context);
    }
    const listed = pathFromBytes(listing.value).split('\0').filter(Boolean);
    return this.#complete(await this.#send('look-again', { paths: [...paths], listed }, context), context);
  }

  /** Of files that nobody may read, git is asked for what it had. */
  async #complete(looked: Result<DeskOutput<'look-again'>>, context: CallContext): Promise<Result<boolean>> {
    if (!looked.ok) return looked;
    const { changed, unseen } = looked.value;
    if (unseen.length === 0) return ok(changed);
    const files = await readLastKnown(this.#options.git, unseen, context.signal);
    const taken = await this.#send('take-last-known', { files }, context);
    return taken.ok ? ok(changed) : taken;
  }

  async #lookByItself(): Promise<void> {
    try {
      await this.freshen(quietContext());
    } catch (error) {
      if (!this.#closed) this.#options.onBug(error);
    }
  }

  async #send<Q extends DeskQuestion>(
    question: Q,
    input: DeskInput<Q>,
    context: CallContext,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result<DeskOutput<Q>>> {
    if (context.signal.aborted || this.#closed) return fail({ code: 'cancelled' });
    const link = (this.#link ??= this.#options.start());
    const asked = link.ask(question, input, { transfer, onStep: (step) => context.progress(step) });
    try {
      return await Promise.race([asked.then((value) => ok(value as DeskOutput<Q>)), cancelled(context.signal, asked)]);
    } catch (error) {
      if (this.#closed) return fail({ code: 'cancelled' });
      if (!(error instanceof WorkerLost)) throw error;
      // Its model is gone with it: the next question starts from nothing.
      if (this.#link === link) {
        this.#link = null;
        this.#stale = 'everything';
      }
      this.#options.onBug(error);
      return fail({ code: 'worker-stopped', what: 'reading the fabric', why: error.why, afterMs: error.afterMs });
    }
  }
}

const mostRetries = 3;
const mostKeepingMs = 10_000;

/** Lets a worker write down what it knows before it ends; a busy one loses only time at the next start. */
async function keepBriefly(link: WorkerLink): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tired = new Promise<void>((resolve) => (timer = setTimeout(resolve, mostKeepingMs)));
  await Promise.race([link.ask('keep', null).catch(() => undefined), tired]);
  clearTimeout(timer);
}

/** Resolves when the caller gives up; whatever the worker answers after that is nobody's. */
const cancelled = (signal: AbortSignal, asked: Promise<unknown>): Promise<Result<never>> =>
  new Promise((resolve) => {
    const giveUp = (): void => resolve(fail({ code: 'cancelled' }));
    signal.addEventListener('abort', giveUp, { once: true });
    void asked.catch(() => undefined).finally(() => signal.removeEventListener('abort', giveUp));
  });

/** Bytes whose buffer holds nothing else, so that it can be given away. */
const ownBytes = (bytes: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
