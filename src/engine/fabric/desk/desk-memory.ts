import type { FabricDesk } from './fabric-desk';
import type { KeptState } from './kept-state';
import { dropKept, readKept, writeKept } from './kept-state';

/** What a desk keeps on disk between two starts, and when. */
export interface DeskMemory {
  read(): KeptState | null;
  keep(desk: FabricDesk): void;
  forget(): void;
  /** A question came: once it has been quiet for a while, what is known is kept and what comes next prepared. */
  later(desk: FabricDesk): void;
}

const quietMs = 2_000;

/** `folder` null: nothing is kept. */
export function createMemory(folder: string | null, code: string): DeskMemory {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let keptState: string | null = null;
  let forgotten = false;

  const keep = (desk: FabricDesk): void => {
    const grown = desk.places.hasGrown;
    const state = folder === null || forgotten ? null : desk.state();
    if (folder === null || state === null) return;
    const name = state.judged?.state ?? '';
    if (name === keptState && !grown) return;
    writeKept(folder, code, state);
    keptState = name;
  };
  return {
    read: () => {
      const kept = folder === null ? null : readKept(folder, code);
      keptState = kept?.judged?.state ?? null;
      return kept;
    },
    keep,
    forget: () => {
      forgotten = true;
      if (folder !== null) dropKept(folder);
    },
    later: (desk) => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => {
        keep(desk);
        desk.prepare();
      }, quietMs);
      timer.unref();
    },
  };
}
