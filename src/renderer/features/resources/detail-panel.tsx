import { useState } from 'react';
import type { ReferencePlace, ResourceRow } from '../../../contract/fabric/resources';
import type { OutputOf } from '../../../contract/index';
import { previewChange } from '../../app/panes/change-preview-store';
import { useCommands } from '../../app/commands/commands';
import { CommandButton } from '../../app/commands/command-button';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { showToast } from '../../app/shell/toasts';
import type { TextProblem } from '../../editor/knowledge';
import { EmptyState } from '../../ui/empty-state';
import { Icon, type IconName } from '../../ui/icon';
import { emptySelection } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { ToggleGroup } from '../../ui/toggle-group';
import { useDrafts } from './drafts';
import { shownEditor } from './focus';
import { HistoryPanel } from './history-panel';
import { panelRows, type PanelRow } from './model/panel-rows';
import { openPlace, setPanel, useResources, type Panel } from './resources-store';
import styles from './resources.module.css';

type Around = OutputOf<'fabric.resource'>;

interface DetailPanelProps {
  /** Null while it is not known, and for files without a document. */
  readonly around: Around | null;
  readonly problems: readonly TextProblem[];
  readonly path: string;
  /** The document that is open; null in files without one. */
  readonly row: ResourceRow | null;
}

type Places = Exclude<Panel, 'history'>;

const nothing: Readonly<Record<Places, string>> = {
  problems: 'No rule complains about this file.',
  referrers: 'Nothing names this resource.',
  references: 'This document names no other resource.',
  copies: 'This is the only copy.',
};

const emptyOf: readonly never[] = [];

/** Below the text: its problems, who names the resource, what it names, its copies, what happened to it. */
export function DetailPanel({ around, problems, path, row }: DetailPanelProps) {
  const panel = useResources((state) => state.panel);
  const references: readonly ReferencePlace[] = around?.references ?? emptyOf;
  const referrers: readonly ReferencePlace[] = around?.referrers ?? emptyOf;
  const copies: readonly ResourceRow[] = around?.copies ?? emptyOf;
  const facts = { problems, references, referrers, copies: copies.length > 1 ? copies : emptyOf };
  const counted = (label: string, count: number): string => (count === 0 ? label : `${label} ${count}`);
  return (
    <div className={pane.pane} data-part="panel">
      <div className={styles.panelBar}>
        <ToggleGroup
          label="What is shown below the text"
          value={panel}
          onChange={setPanel}
          options={[
            { value: 'problems', label: counted('Problems', problems.length) },
            { value: 'referrers', label: counted('Named by', referrers.length) },
            { value: 'references', label: counted('Names', references.length) },
            { value: 'copies', label: counted('Copies', copies.length > 1 ? copies.length : 0) },
            { value: 'history', label: 'History' },
          ]}
        />
        {panel === 'problems' && <CommandButton command="fix-here" icon="fix" />}
      </div>
      {panel === 'history' ? (
        <HistoryPanel row={row} />
      ) : (
        <PanelList key={`${panel} ${path}`} panel={panel} rows={panelRows(panel, facts)} path={path} />
      )}
    </div>
  );
}

const severityIcons: Readonly<Record<string, IconName>> = { error: 'danger', warning: 'warn', note: 'note' };

interface PanelListProps {
  readonly panel: Places;
  readonly rows: readonly PanelRow[];
  readonly path: string;
}

function PanelList({ panel, rows, path }: PanelListProps) {
  const { projectId } = useProject();
  const [selection, setSelection] = useState(emptySelection);
  const isEdited = useDrafts((state) => state.drafts[path] !== undefined);
  const lead = rows.find((row) => row.key === selection.lead) ?? rows[0];
  const shown = lead === undefined ? emptySelection : { ...selection, lead: lead.key, keys: new Set([lead.key]) };
  const fix = lead?.fix ?? null;
  const go = (row: PanelRow): void => {
    if (row.path === null || row.path === path) shownEditor()?.goTo(row);
    else openPlace({ path: row.path, document: null, line: row.line, column: row.column });
  };
  useCommands([
    {
      id: 'fix-here',
      changesRepository: true,
      title: 'Fix this problem',
      group: 'Resources',
      keys: ['Mod+.'],
      when: () => panel === 'problems' && fix !== null,
      run: () => {
        if (fix === null) return;
        if (isEdited)
          showToast({ tone: 'note', title: 'Save first', detail: 'A fix works on the file as it is saved.' });
        else
          previewChange({
            title: fix.title,
            change: { kind: 'fix', projectId, problemIds: [fix.id], title: fix.title },
          });
      },
    },
  ]);
  if (rows.length === 0) {
    return <EmptyState icon={panel === 'problems' ? 'done' : 'note'}>{nothing[panel]}</EmptyState>;
  }
  return (
    <ListView
      label={panel === 'problems' ? 'Problems of this file' : 'Places'}
      items={rows}
      keyOf={(row) => row.key}
      nameOf={(row) => `${row.severity === null ? '' : `${row.severity}: `}${row.title}, ${row.note}`}
      selection={shown}
      onSelection={setSelection}
      lines={2}
      onAct={go}
      renderRow={(row) => (
        <>
          {row.severity !== null && (
            <span className={styles.marks} data-severity={row.severity} title={row.severity}>
              <Icon name={severityIcons[row.severity] ?? 'note'} />
            </span>
          )}
          <span className={styles.lines} onClick={() => go(row)}>
            <span className={styles.name} title={row.title}>
              {row.title}
            </span>
            <span className={styles.quiet}>{row.note}</span>
          </span>
          {row.fix !== null && <span className={pane.rowNote}>has a fix</span>}
        </>
      )}
    />
  );
}
