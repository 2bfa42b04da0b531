import { Kbd } from '../../ui/kbd';
import { useCommandRegistry, type Command } from './commands';
import styles from './shortcut-list.module.css';

/** Keys that belong to lists and dialogs, not to a command. */
const everywhere: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Move in a list', keys: ['ArrowUp', 'ArrowDown'] },
  { title: 'Select a range', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
  { title: 'Open or close a group', keys: ['ArrowRight', 'ArrowLeft'] },
  { title: 'Next part of the window', keys: ['Tab'] },
  { title: 'Close what floats', keys: ['Escape'] },
];

/** All keys that work now, by group. Read from the registry, so it cannot be out of date. */
export function ShortcutList() {
  const commands = useCommandRegistry((state) => state.commands);
  const groups = new Map<string, Command[]>();
  for (const command of commands.values()) {
    if (command.keys !== undefined) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <div className={styles.groups}>
      {[...groups].map(([group, members]) => (
        <KeyGroup key={group} heading={group} rows={members.map(({ title, keys }) => ({ title, keys: keys ?? [] }))} />
      ))}
      <KeyGroup heading="Everywhere" rows={everywhere} />
    </div>
  );
}

interface KeyGroupProps {
  readonly heading: string;
  readonly rows: readonly { readonly title: string; readonly keys: readonly string[] }[];
}

function KeyGroup({ heading, rows }: KeyGroupProps) {
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{heading}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title} className={styles.row}>
            <dt>{row.title}</dt>
            <dd className={styles.keys}>
              {row.keys.map((keys) => (
                <Kbd key={keys} keys={keys} spoken />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
