import { create } from 'zustand';

export type ScreenId = 'welcome' | 'changes' | 'merge' | 'timeline' | 'backups' | 'activity' | 'settings';

/** What a screen should put first when it was reached by a link. */
export interface Aim {
  readonly path?: string;
  readonly id?: string;
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
