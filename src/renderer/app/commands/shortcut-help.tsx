import { Dialog } from '../../ui/dialog';
import { ShortcutList } from './shortcut-list';
import styles from './shortcut-help.module.css';

export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Shortcuts" open onClose={onClose} width="wide">
      {/* Scrollable with the keyboard: nothing inside takes the focus. */}
      <div className={styles.body} tabIndex={0} role="region" aria-label="All shortcuts">
        <ShortcutList />
      </div>
    </Dialog>
  );
}
