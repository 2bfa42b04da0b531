import { create } from 'zustand';

export type ScreenId =
  'welcome' | 'resources' | 'changes' | 'merge' | 'timeline' | 'backups' | 'problems' | 'activity' | 'settings';

/** What a screen should put first when it was reached by a link. */
export interface Aim {
  readonly path?: string;
  readonly id?: string;
  /** A document of `path` and a place in its text, all from 0. */
  readonly document?: number;
  readonly line?: number;
  readonly column?: number;
  /** What the screen's filter shows. */
  readonly filter?: string;
}

export const useNavigation = create<{ readonly screen: ScreenId; readonly aim: Aim | null }>(() => ({
  screen: 'welcome',
  aim: null,
}));

export function goTo(screen: ScreenId, aim: Aim | null = null): void {
  useNavigation.setState({ screen, aim });
}

/** An aim is used once; going back to the screen later finds it as it was left. */
export function takeAim(): Aim | null {
  const { aim } = useNavigation.getState();
  if (aim !== null) useNavigation.setState({ aim: null });
  return aim;
}
