import { Button } from 'react-aria-components/Button';
import { Badge } from './badge';
import hidden from './hidden.module.css';
import { Icon, type IconName } from './icon';
import { ariaKeys } from './keys';
import { Kbd } from './kbd';
import { useMediaQuery } from './media-query';
import { isMac } from './platform';
import { WithTooltip } from './tooltip';
import styles from './rail-link.module.css';

interface RailLinkProps {
  readonly icon: IconName;
  readonly words: string;
  readonly keys: string | null;
  readonly current: boolean;
  readonly badge: number | null;
  /** What the badge counts: "conflicts". */
  readonly badgeWords: string;
  /** Stands at the bottom. */
  readonly last: boolean;
  readonly onPress: () => void;
}

/** One place of the rail; icons alone where the window is narrow. */
export function RailLink(props: RailLinkProps) {
  const { icon, words, keys, current, badge, badgeWords, last, onPress } = props;
  const narrow = useMediaQuery('(max-width: 900px)');
  return (
    <WithTooltip text={narrow ? words : null} keys={keys ?? undefined} placement="right">
      <Button
        className={styles.link ?? ''}
        data-current={current || undefined}
        data-last={last || undefined}
        {...(current ? { 'aria-current': 'page' as const } : {})}
        {...(keys === null ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac) })}
        onPress={onPress}
      >
        <Icon name={icon} />
        <span className={narrow ? hidden.hidden : styles.words}>{words}</span>
        {badge !== null && (
          <span className={styles.badge}>
            <Badge tone="attention">
              {badge > 99 ? '99+' : badge}
              <span className={hidden.hidden}> {badgeWords}</span>
            </Badge>
          </span>
        )}
        {!narrow && badge === null && keys !== null && (
          <span className={styles.keys}>
            <Kbd keys={keys} />
          </span>
        )}
      </Button>
    </WithTooltip>
  );
}
