import { useLayoutEffect } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { CallName, InputOf, OutputOf } from '../../../contract/index';
import { callEngine } from './client';
import { idle, loadingFrom, settledFrom, type Loadable } from './loadable';
import { Newest } from './newest';
import { forgetWithProject } from './per-project';
import { onRefresh, type Topic } from './refresh';

/**
 * One question that screens ask the engine, with its newest answer.
 *
 * Asked again when one of its topics is refreshed while a screen shows it; otherwise the next time it is shown.
 * The last answer stays (as stale) until the newer one is there.
 */
export interface Query<N extends CallName> {
  readonly store: UseBoundStore<StoreApi<{ readonly answer: Loadable<OutputOf<N>> }>>;
  ask(input: InputOf<N>): Promise<void>;
  /** Asks for the same thing again; nothing when nothing was asked yet. */
  again(): Promise<void>;
  /** Keeps the query alive while a screen shows it. Returns the function that lets go. */
  show(input: InputOf<N>): () => void;
  forget(): void;
}

export function createQuery<N extends CallName>(
  name: N,
  options: {
    readonly topics: readonly Topic[];
    readonly perProject?: boolean;
    /** True: an answer to another question is not shown meanwhile, because something could be done to it by mistake. */
    readonly strict?: boolean;
  },
): Query<N> {
  const store = create<{ readonly answer: Loadable<OutputOf<N>> }>(() => ({ answer: idle }));
  const newest = new Newest();
  let asked: { readonly input: InputOf<N>; readonly key: string } | null = null;
  let showing = 0;
  let outOfDate = false;

  const ask = async (input: InputOf<N>): Promise<void> => {
    const key = JSON.stringify(input);
    const another = options.strict === true && asked !== null && asked.key !== key;
    asked = { input, key };
    outOfDate = false;
    const signal = newest.next();
    store.setState(({ answer }) => ({ answer: loadingFrom(another ? idle : answer) }));
    const reply = await callEngine(name, input, { signal });
    if (signal.aborted) return;
    store.setState(({ answer }) => ({ answer: settledFrom(answer, reply) }));
  };
  const again = async (): Promise<void> => {
    if (asked !== null) await ask(asked.input);
  };
  const forget = (): void => {
    newest.stop();
    asked = null;
    store.setState({ answer: idle });
  };
  onRefresh(options.topics, () => {
    if (showing > 0) void again();
    else outOfDate = true;
  });
  if (options.perProject !== false) forgetWithProject(forget);

  const show = (input: InputOf<N>): (() => void) => {
    showing += 1;
    const failed = store.getState().answer.state === 'failed';
    if (outOfDate || failed || asked?.key !== JSON.stringify(input)) void ask(input);
    return () => {
      showing -= 1;
    };
  };
  return { store, ask, again, show, forget };
}

/** The answer to `input`, kept up to date while the component is mounted. Null asks nothing. */
export function useQuery<N extends CallName>(query: Query<N>, input: InputOf<N> | null): Loadable<OutputOf<N>> {
  const key = input === null ? null : JSON.stringify(input);
  // Before painting: the old answer to another question is not drawn even once.
  useLayoutEffect(() => {
    if (key === null) return undefined;
    return query.show(JSON.parse(key) as InputOf<N>);
  }, [query, key]);
  return query.store((state) => state.answer);
}
