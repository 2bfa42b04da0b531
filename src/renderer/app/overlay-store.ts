import { create } from 'zustand';

/** What floats above the whole window, one at a time. */
export type Overlay = 'palette' | 'shortcuts';

export const useOverlay = create<{ readonly overlay: Overlay | null }>(() => ({ overlay: null }));

export function showOverlay(overlay: Overlay | null): void {
  useOverlay.setState({ overlay });
}
