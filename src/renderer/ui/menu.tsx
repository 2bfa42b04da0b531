import { Fragment, type ReactElement } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { Icon, type IconName } from './icon';
import { Kbd } from './kbd';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  run(): void;
}

export interface MenuGroup {
  readonly heading?: string;
  readonly entries: readonly MenuEntry[];
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** The button that opens it. */
  readonly children: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start';
}

export function Menu({ label, groups, children, placement = 'bottom start' }: MenuProps) {
  const shown = groups.filter((group) => group.entries.length > 0);
  const entries = shown.flatMap((group) => group.entries);
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''} placement={placement} offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.list ?? ''}
          disabledKeys={entries.filter((entry) => entry.disabled === true).map((entry) => entry.id)}
          onAction={(key) => entries.find((entry) => entry.id === key)?.run()}
        >
          {shown.map((group, at) => (
            <Fragment key={group.heading ?? at}>
              {at > 0 && <Separator className={styles.separator ?? ''} />}
              <MenuSection {...(group.heading === undefined ? { 'aria-label': `${label}, part ${at + 1}` } : {})}>
                {group.heading !== undefined && <Header className={styles.heading ?? ''}>{group.heading}</Header>}
                {group.entries.map((entry) => (
                  <MenuRow key={entry.id} entry={entry} />
                ))}
              </MenuSection>
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function MenuRow({ entry }: { readonly entry: MenuEntry }) {
  return (
    <MenuItem id={entry.id} textValue={entry.label} className={styles.item ?? ''}>
      {entry.icon !== undefined && <Icon name={entry.icon} />}
      <span className={styles.words}>
        <span>{entry.label}</span>
        {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
      </span>
      {entry.keys !== undefined && <Kbd keys={entry.keys} />}
    </MenuItem>
  );
}
