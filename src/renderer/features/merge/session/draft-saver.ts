/** How a session's draft is doing, for the status line. */
export type DraftStatus = 'saved' | 'saving' | 'failed';

export interface DraftSaverOptions {
  /** Stores the newest state. Answers false when it could not. */
  readonly save: () => Promise<boolean>;
  readonly onStatus: (status: DraftStatus) => void;
  /** From the first unsaved change to the start of its save. */
  readonly waitMs?: number;
  readonly retryMs?: number;
}

/**
 * Saves a draft soon after each change, never two at once.
 *
 * The wait is not prolonged by further changes, so that a killed app loses less than the last second. What changes
 * during a save is saved right after it. A failed save is tried again until it works.
 */
export class DraftSaver {
  readonly #options: Required<DraftSaverOptions>;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  #isDirty = false;
  #isStopped = false;

  constructor(options: DraftSaverOptions) {
    this.#options = { waitMs: 300, retryMs: 3_000, ...options };
  }

  changed(): void {
    if (this.#isStopped) return;
    this.#isDirty = true;
    if (this.#timer === null && this.#running === null) this.#wait(this.#options.waitMs);
  }

  /** Saves at once what is not saved yet. Resolves when it has been tried. */
  async flush(): Promise<void> {
    await this.#running;
    if (this.#isDirty && !this.#isStopped) await this.#start();
  }

  /** Forgets what is not saved: the draft's file is resolved or gone. */
  stop(): void {
    this.#isStopped = true;
    this.#isDirty = false;
    this.#clear();
  }

  #wait(ms: number): void {
    this.#clear();
    this.#timer = setTimeout(() => void this.#start(), ms);
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(): Promise<void> {
    this.#clear();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#isDirty && this.#timer === null && !this.#isStopped) this.#wait(this.#options.waitMs);
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    this.#isDirty = false;
    this.#options.onStatus('saving');
    const isSaved = await this.#options.save();
    if (this.#isStopped) return;
    this.#options.onStatus(isSaved ? 'saved' : 'failed');
    if (!isSaved) {
      this.#isDirty = true;
      this.#wait(this.#options.retryMs);
    }
  }
}
