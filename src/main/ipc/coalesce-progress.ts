export interface Step {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

/**
 * Passes steps on at most once in `everyMs`: the first at once, then the newest of each interval. `stop` drops what is
 * waiting, so that no step comes after the answer.
 */
export function coalesceProgress(send: (step: Step) => void, everyMs = 100): { step(step: Step): void; stop(): void } {
  let waiting: Step | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const tick = (): void => {
    timer = null;
    if (waiting === null) return;
    const step = waiting;
    waiting = null;
    timer = setTimeout(tick, everyMs);
    send(step);
  };
  return {
    step(step) {
      if (stopped) return;
      waiting = step;
      if (timer === null) tick();
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
