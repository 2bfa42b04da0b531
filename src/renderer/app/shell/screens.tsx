import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { WelcomeScreen } from '../../features/welcome/welcome-screen';
import type { ScreenId } from '../navigation';

type Screen = ComponentType | LazyExoticComponent<ComponentType>;

/**
 * Each screen comes with its own code when it is first shown, so that the window is usable early. The first one comes with the
 * window: React waits 300 ms between a fallback and what replaces it, and that was a fifth of the start.
 */
export const screens: Readonly<Record<ScreenId, Screen>> = {
  welcome: WelcomeScreen,
  resources: lazy(async () => ({
    default: (await import('../../features/resources/resources-screen')).ResourcesScreen,
  })),
  changes: lazy(async () => ({ default: (await import('../../features/changes/changes-screen')).ChangesScreen })),
  merge: lazy(async () => ({ default: (await import('../../features/merge/merge-screen')).MergeScreen })),
  timeline: lazy(async () => ({ default: (await import('../../features/timeline/timeline-screen')).TimelineScreen })),
  backups: lazy(async () => ({ default: (await import('../../features/backups/backups-screen')).BackupsScreen })),
  problems: lazy(async () => ({ default: (await import('../../features/problems/problems-screen')).ProblemsScreen })),
  activity: lazy(async () => ({ default: (await import('../../features/activity/activity-screen')).ActivityScreen })),
  settings: lazy(async () => ({ default: (await import('../../features/settings/settings-screen')).SettingsScreen })),
};
