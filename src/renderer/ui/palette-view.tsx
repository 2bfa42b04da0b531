import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { Dialog } from './dialog';
import { Icon } from './icon';
import { Kbd } from './kbd';
import type { MenuEntry } from './menu';
import menuStyles from './menu.module.css';
import styles from './palette-view.module.css';

interface PaletteViewProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Best first. */
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** A field and what answers it; arrows choose, Enter runs. */
export function PaletteView({ text, onText, entries, onClose }: PaletteViewProps) {
  const run = (id: unknown): void => {
    onClose();
    entries.find((entry) => entry.id === id)?.run();
  };
  return (
    <Dialog title="Search and commands" titleHidden open onClose={onClose} width="wide" high>
      <Autocomplete inputValue={text} onInputChange={onText}>
        <SearchField aria-label="Search and commands" className={styles.field ?? ''} autoFocus>
          <Icon name="search" />
          <Input
            className={styles.input ?? ''}
            role="combobox"
            aria-expanded="true"
            placeholder="Type a command or a changed file"
          />
        </SearchField>
        <ListBox
          aria-label="Results"
          className={styles.list ?? ''}
          items={entries}
          onAction={run}
          renderEmptyState={() => <p className={styles.none}>Nothing answers this. Try fewer letters.</p>}
        >
          {(entry) => (
            <ListBoxItem id={entry.id} textValue={entry.label} className={menuStyles.item ?? ''}>
              {entry.icon !== undefined && <Icon name={entry.icon} />}
              <span className={styles.label}>{entry.label}</span>
              {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
              {entry.keys !== undefined && <Kbd keys={entry.keys} />}
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}
