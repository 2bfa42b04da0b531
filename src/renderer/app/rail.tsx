import { RailLink } from '../ui/rail-link';
import type { IconName } from '../ui/icon';
import { places, settingsPlace, welcomePlace } from './app-commands';
import { goTo, useNavigation, type ScreenId } from './navigation';
import { conflictCount, useProjectStore, useStatus } from './project-store';
import styles from './rail.module.css';

const icons: Readonly<Record<ScreenId, IconName>> = {
  welcome: 'folder',
  changes: 'changes',
  merge: 'merge',
  timeline: 'history',
  backups: 'backup',
  activity: 'activity',
  settings: 'settings',
};

/** The way between screens: only what works, settings below. */
export function Rail() {
  const screen = useNavigation((state) => state.screen);
  const open = useProjectStore((state) => state.project !== null);
  const conflicts = conflictCount(useStatus());
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
          badge={place.screen === 'merge' && conflicts > 0 ? conflicts : null}
          badgeWords="conflicts"
          last={place.screen === 'settings'}
          onPress={() => goTo(place.screen)}
        />
      ))}
    </nav>
  );
}
