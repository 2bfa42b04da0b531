import type { MergeState } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { CommandButton } from '../../../app/commands/command-button';
import { findCommand, isEnabled, runCommand } from '../../../app/commands/commands';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Menu } from '../../../ui/menu';
import type { MenuEntry } from '../../../ui/menu';
import { progressWords } from '../model/merge-rows';
import type { NextStep } from '../session/merge-steps';
import { useMerge } from '../session/merge-store';
import { countOf } from './merge-list';
import styles from './merge-screen.module.css';

interface MergeTopBarProps {
  readonly state: MergeState;
  readonly next: NextStep;
}

const more = [
  'merge.accept-remaining-ours',
  'merge.accept-remaining-theirs',
  'merge.accept-suggestions',
  'merge.apply-settled',
  'merge.switch-reading',
  'merge.toggle-grouping',
  'merge.toggle-layout',
  'merge.toggle-base',
  'merge.toggle-why',
  'merge.rehearse',
  'abort-merge',
];

function entryOf(id: string): MenuEntry | null {
  const command = findCommand(id);
  if (command === null) return null;
  return {
    id,
    label: command.title,
    keys: command.keys?.[0],
    disabled: !isEnabled(command),
    run: () => void runCommand(id),
  };
}

/** What is merged into what, how far it is, and the way out at both ends. */
export function MergeTopBar({ state, next }: MergeTopBarProps) {
  const files = useMerge((merge) => merge.files);
  const draftFailed = useMerge((merge) =>
    [...merge.files.values()].some((work) => work.kind === 'text' && work.draft === 'failed'),
  );
  const entries = more.map(entryOf).filter((entry) => entry !== null);
  return (
    <header className={styles.bar}>
      <h1 className={styles.title} title={revealCharacters(state.sentence)}>
        {revealCharacters(state.title)}
      </h1>
      {state.step !== null && (
        <span className={styles.step}>
          step {state.step.current} of {state.step.total}
        </span>
      )}
      <span className={styles.progress}>
        {progressWords(state.conflicts, state.resolved.length, (path) => countOf(files.get(path)))}
      </span>
      {draftFailed && <Badge tone="attention">Draft not saved</Badge>}
      <span className={styles.spring} />
      <Menu
        label="More"
        groups={[{ entries: entries.slice(0, 4) }, { entries: entries.slice(4) }]}
        placement="bottom end"
      >
        <Button variant="quiet" icon="open">
          More
        </Button>
      </Menu>
      <CommandButton command="abort-merge" words="Abort" variant="quiet" />
      {next.kind === 'resolve' ? (
        <CommandButton command="merge.next-step" words="Mark resolved" variant="primary" icon="check" />
      ) : (
        <CommandButton command="merge.next-step" words={state.completeLabel} variant="primary" icon="merge" />
      )}
    </header>
  );
}
