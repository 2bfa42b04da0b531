import { RailLink } from '../../ui/rail-link';
import type { IconName } from '../../ui/icon';
import { places, settingsPlace, welcomePlace } from '../commands/app-commands';
import { goTo, useNavigation, type ScreenId } from '../navigation';
import { conflictCount, useProjectStore, useStatus } from '../project-store';
import { useProblemCounts } from '../problem-counts';
import styles from './rail.module.css';

const icons: Readonly<Record<ScreenId, IconName>> = {
  welcome: 'folder',
  resources: 'resources',
  changes: 'changes',
  merge: 'merge',
  timeline: 'history',
  backups: 'backup',
  problems: 'warn',
  activity: 'activity',
  settings: 'settings',
};

/** The way between screens: only what works, settings below. */
export function Rail() {
  const screen = useNavigation((state) => state.screen);
  const open = useProjectStore((state) => state.project !== null);
  const badges: Readonly<Partial<Record<ScreenId, { readonly count: number; readonly words: string }>>> = {
    merge: { count: conflictCount(useStatus()), words: 'conflicts' },
    problems: { count: useProblemCounts()?.error ?? 0, words: 'errors' },
  };
  const shown = open ? places : [welcomePlace];
  return (
    <nav className={styles.rail} aria-label="Screens">
      {[...shown, settingsPlace].map((place) => (
        <RailLink
          key={place.screen}
          icon={icons[place.screen]}
          words={place.title}
          keys={place.keys}
          current={screen === place.screen}
          badge={open ? badges[place.screen]?.count || null : null}
          badgeWords={badges[place.screen]?.words ?? ''}
          last={place.screen === 'settings'}
          onPress={() => goTo(place.screen)}
        />
      ))}
    </nav>
  );
}
