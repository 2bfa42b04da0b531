import { useRef, type ReactNode } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ListView, type ListViewProps } from '../../ui/list-view';
import { SearchField } from '../../ui/search-field';
import { ToggleGroup } from '../../ui/toggle-group';
import { useCommands } from '../commands/commands';
import pane from './pane.module.css';

interface GroupedListProps<T, G extends string> extends Omit<ListViewProps<T>, 'label'> {
  /** "Resources": names the list and its commands. */
  readonly subject: string;
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  readonly placeholder?: string;
  readonly grouping: G;
  readonly groupings: readonly { readonly value: G; readonly label: string; readonly keys: string }[];
  readonly onGrouping: (grouping: G) => void;
  /** Why the list is empty while something is typed. */
  readonly nothing: ReactNode;
  /** Below the list: how many there are, what they mean. */
  readonly summary: ReactNode;
}

/** A list that can be filtered and grouped in several ways, each with a key: Resources, Problems. */
export function GroupedList<T, G extends string>(props: GroupedListProps<T, G>) {
  const { subject, filter, onFilter, placeholder, grouping, groupings, onGrouping, nothing, summary, ...list } = props;
  const searchBox = useRef<HTMLInputElement>(null);
  const named = subject.toLowerCase();
  useCommands([
    ...groupings.map(({ value, label, keys }) => ({
      id: `group-${named}-by-${value}`,
      title: `List ${named} ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
      group: subject,
      keys: [keys],
      when: () => grouping !== value,
      run: () => onGrouping(value),
    })),
    {
      id: `filter-${named}`,
      title: `Filter the ${named}`,
      group: subject,
      keys: ['/'],
      run: () => searchBox.current?.focus(),
    },
  ]);
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <SearchField
          label={`Filter ${named}`}
          {...(placeholder === undefined ? {} : { placeholder })}
          value={filter}
          onChange={onFilter}
          className={pane.grow}
          inputRef={searchBox}
        />
        <ToggleGroup label={`List ${named}`} value={grouping} options={groupings} onChange={onGrouping} />
      </div>
      {list.items.length === 0 ? (
        <EmptyState icon="search" action={<Button onPress={() => onFilter('')}>Clear the filter</Button>}>
          {nothing}
        </EmptyState>
      ) : (
        <ListView label={subject} {...list} />
      )}
      <p className={pane.summary}>{summary}</p>
    </div>
  );
}
