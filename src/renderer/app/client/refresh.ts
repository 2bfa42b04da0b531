/** The kinds of truth that screens read. An event or a mutation says which of them are out of date. */
export type Topic =
  'status' | 'merge' | 'files' | 'history' | 'vault' | 'operations' | 'branches' | 'settings' | 'recent' | 'fabric';

export const everyProjectTopic: readonly Topic[] = [
  'status',
  'merge',
  'files',
  'history',
  'vault',
  'operations',
  'branches',
  'fabric',
];

type Listener = () => void;

const listeners = new Map<Topic, Set<Listener>>();
const waiting = new Set<Topic>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Long enough to join the events of one git command, too short to be seen. */
const coalesceMs = 20;

/** Says that topics are out of date. Calls within 20 ms are one: each listener runs once. */
export function refresh(topics: readonly Topic[]): void {
  for (const topic of topics) waiting.add(topic);
  timer ??= setTimeout(tellListeners, coalesceMs);
}

function tellListeners(): void {
  timer = null;
  const due = new Set<Listener>();
  for (const topic of waiting) for (const listener of listeners.get(topic) ?? []) due.add(listener);
  waiting.clear();
  for (const listener of due) listener();
}

/** Returns the function that stops listening. */
export function onRefresh(topics: readonly Topic[], listener: Listener): () => void {
  for (const topic of topics) {
    const set = listeners.get(topic) ?? new Set<Listener>();
    listeners.set(topic, set.add(listener));
  }
  return () => {
    for (const topic of topics) listeners.get(topic)?.delete(listener);
  };
}
