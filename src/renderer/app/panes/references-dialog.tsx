import { useState } from 'react';
import type { ReferencePlace } from '../../../contract/fabric/resources';
import type { FilePlace } from '../../../contract/problems';
import { Dialog } from '../../ui/dialog';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { countWords } from '../../ui/size-words';
import { closeReferences, nameOfThing, openPlace, useReferences, type NamedThing } from './references-store';
import pane from './pane.module.css';
import styles from './references-dialog.module.css';

interface PlaceRow {
  readonly key: string;
  readonly place: FilePlace;
  readonly title: string;
  readonly note: string;
}

const placeRow = (place: FilePlace, title: string, note: string): PlaceRow => ({
  key: `${place.path}:${place.line}:${place.column}`,
  place,
  title,
  note: `${note}${place.path}:${place.line + 1}`,
});

/** Definitions first, then every place that names it. */
function rowsOf(thing: NamedThing): readonly PlaceRow[] {
  const own = thing.definitions.map((place) => placeRow(place, nameOfThing(thing), 'defined in '));
  const naming = thing.references.map((reference: ReferencePlace) =>
    placeRow(reference, `${reference.from.kind} ${reference.from.name}`, `${reference.field} · `),
  );
  const seen = new Set<string>();
  return [...own, ...naming].filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** Where something is defined and who names it, above whatever screen is open. */
export function ReferencesDialog() {
  const shown = useReferences((state) => state.shown);
  if (shown === null) return null;
  const count = shown.references.length;
  const title =
    count === 0
      ? `Nothing else names ${nameOfThing(shown)}`
      : `${nameOfThing(shown)}: named ${countWords(count, 'time')}`;
  return (
    <Dialog title={title} open onClose={closeReferences} width="wide">
      <Places rows={rowsOf(shown)} />
    </Dialog>
  );
}

function Places({ rows }: { readonly rows: readonly PlaceRow[] }) {
  const [selection, setSelection] = useState(() => selectOnly(rows[0]?.key ?? ''));
  return (
    <div className={styles.body} style={{ height: `min(60vh, ${String(Math.max(2, rows.length) * 40 + 8)}px)` }}>
      <ListView
        label="Places"
        items={rows}
        keyOf={(row) => row.key}
        nameOf={(row) => `${row.title}, ${row.note}`}
        selection={selection}
        onSelection={setSelection}
        lines={2}
        autoFocus
        onAct={(row) => {
          closeReferences();
          openPlace(row.place);
        }}
        renderRow={(row) => (
          <span className={styles.lines}>
            <span className={pane.rowWords}>{row.title}</span>
            <span className={styles.note}>{row.note}</span>
          </span>
        )}
      />
    </div>
  );
}
