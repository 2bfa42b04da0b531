import { useDeferredValue, useState } from 'react';
import type { ResourceRow } from '../../../contract/fabric/resources';
import type { OutputOf } from '../../../contract/index';
import { Faces } from '../../app/panes/faces';
import { goTo } from '../../app/navigation';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { EmptyState } from '../../ui/empty-state';
import { emptySelection } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { RelativeTime } from '../../ui/relative-time';
import { SearchField } from '../../ui/search-field';
import { historyQuery } from './resources-store';
import styles from './resources.module.css';

type Entry = OutputOf<'history.resource'>['entries'][number];

const wordsOf = ({ change, returnsTo }: Entry): string => {
  const words = change.words.length === 0 ? change.what : change.words.join('; ');
  return returnsTo === null ? words : `${words} (back to what it was after ${returnsTo.commit.slice(0, 10)})`;
};

/** Values that a change is about fit what is typed; a commit without such values does not. */
const touches = (entry: Entry, wanted: string): boolean =>
  wanted === '' ||
  [entry.author.name, entry.title, wordsOf(entry), ...entry.change.values.map(({ at }) => at)].some((text) =>
    text.toLowerCase().includes(wanted),
  );

/** What happened to this resource in all commits, through moves and renames: who changed which value, and when. */
export function HistoryPanel({ row }: { readonly row: ResourceRow | null }) {
  const isKnown = row !== null && row.kind !== null && row.name !== null && row.state !== 'foreign';
  if (!isKnown) return <EmptyState icon="note">Only resources of the fabric have a history of their own.</EmptyState>;
  return <KnownHistory key={row.id} row={row} kind={row.kind ?? ''} name={row.name ?? ''} />;
}

interface KnownHistoryProps {
  readonly row: ResourceRow;
  readonly kind: string;
  readonly name: string;
}

function KnownHistory({ row, kind, name }: KnownHistoryProps) {
  const { projectId } = useProject();
  const asked = { projectId, kind, name, namespace: row.namespace ?? 'default', under: row.fabric ?? '', limit: 500 };
  const answer = useQuery(historyQuery, asked);
  return (
    <Faces
      loadable={answer}
      loadingLabel="Reading the history of this resource"
      tryAgain={() => void historyQuery.again()}
      isEmpty={({ entries }) => entries.length === 0}
      empty={<EmptyState icon="note">No commit knows this resource yet.</EmptyState>}
      ready={({ entries, total }) => <Entries entries={entries} total={total} />}
    />
  );
}

function Entries({ entries, total }: { readonly entries: readonly Entry[]; readonly total: number }) {
  const [text, setText] = useState('');
  const [selection, setSelection] = useState(emptySelection);
  const wanted = useDeferredValue(text).trim().toLowerCase();
  const shown = entries.filter((entry) => touches(entry, wanted));
  const more = total > entries.length ? ` (the newest ${entries.length} of ${total})` : '';
  return (
    <div className={pane.pane}>
      <div className={pane.toolbar}>
        <SearchField
          label="Filter the history"
          placeholder="vlan, a person, a word"
          value={text}
          onChange={setText}
          className={pane.grow}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon="search">
          No change of this resource mentions “{text}”{more}.
        </EmptyState>
      ) : (
        <ListView
          label={`History of this resource${more}`}
          items={shown}
          keyOf={({ commit, change }) => `${commit} ${change.path}`}
          nameOf={(entry) => `${wordsOf(entry)}, ${entry.author.name}, ${entry.at}, ${entry.title}`}
          selection={selection}
          onSelection={setSelection}
          lines={2}
          onAct={({ change, commit }) => goTo('timeline', { path: change.path, id: commit })}
          renderRow={(entry) => (
            <span className={styles.lines}>
              <span className={styles.name} title={wordsOf(entry)}>
                {wordsOf(entry)}
              </span>
              <span className={styles.quiet}>
                {entry.author.name} · <RelativeTime at={entry.at} /> · {entry.title} · {entry.commit.slice(0, 10)}
              </span>
            </span>
          )}
        />
      )}
    </div>
  );
}
