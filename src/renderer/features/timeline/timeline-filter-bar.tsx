import { useRef } from 'react';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import pane from '../../app/panes/pane.module.css';
import { Button } from '../../ui/button';
import { PathText } from '../../ui/path-text';
import { SearchField } from '../../ui/search-field';
import { ToggleGroup } from '../../ui/toggle-group';
import type { EntryKind } from './timeline-store';

interface TimelineFilterBarProps {
  readonly path: string | null;
  readonly kind: EntryKind | 'all';
  readonly text: string;
  readonly setPath: (path: string | null) => void;
  readonly setKind: (kind: EntryKind | 'all') => void;
  readonly setText: (text: string) => void;
  /** Opens the search for when a value was used. */
  readonly askWhen: () => void;
}

export function TimelineFilterBar(props: TimelineFilterBarProps) {
  const { path, kind, text, setPath, setKind, setText, askWhen } = props;
  const box = useRef<HTMLInputElement>(null);
  useCommands([
    {
      id: 'filter-timeline',
      title: 'Filter the timeline',
      group: 'Timeline',
      keys: ['/'],
      run: () => box.current?.focus(),
    },
    {
      id: 'search-values',
      title: 'When was a value used?',
      group: 'Timeline',
      keys: ['W'],
      run: askWhen,
    },
    {
      id: 'leave-file-history',
      title: 'Show the history of the whole repository',
      group: 'Timeline',
      when: () => path !== null,
      run: () => setPath(null),
    },
  ]);
  return (
    <div className={pane.toolbar}>
      {path !== null && (
        <>
          <h2 className={pane.title}>
            History of <PathText path={path} />
          </h2>
          <Button variant="quiet" icon="close" onPress={() => setPath(null)}>
            Whole repository
          </Button>
        </>
      )}
      <SearchField
        label="Filter by words, author or file"
        value={text}
        onChange={setText}
        className={pane.grow}
        inputRef={box}
      />
      <CommandButton command="search-values" words="When was…?" variant="quiet" icon="history" />
      <ToggleGroup
        label="Kinds of entries"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'all', label: 'All' },
          { value: 'commit', label: '● Commits' },
          { value: 'backup', label: '◆ Backups' },
          { value: 'operation', label: '· Operations' },
        ]}
      />
    </div>
  );
}
