import { useMemo, useState } from 'react';
import type { ProjectPath } from '../../../contract/basics';
import type { ResourceRow } from '../../../contract/fabric/resources';
import type { OutputOf } from '../../../contract/index';
import { CommandIconButton } from '../../app/commands/command-button';
import { latestOf } from '../../app/client/loadable';
import pane from '../../app/panes/pane.module.css';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import type { TextProblem } from '../../editor/knowledge';
import { Badge } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { PathText } from '../../ui/path-text';
import { SplitPanes } from '../../ui/split-panes';
import { DetailPanel } from './detail-panel';
import { FileEditor } from './file-editor';
import { titleOf, wordsOfState } from './model/resource-tree';
import { NextFreeDialog } from './next-free-dialog';
import { useDocumentCommands } from './document-commands';
import { useFabricCommands } from './fabric-commands';
import { documentQuery, useResources, type OpenPlace } from './resources-store';
import styles from './resources.module.css';

type Around = OutputOf<'fabric.resource'>;

/** The document that is open: its text, what is wrong with it, what it names and who names it. */
export function DocumentDetail({
  rows,
  generation,
}: {
  readonly rows: readonly ResourceRow[];
  readonly generation: number;
}) {
  const open = useResources((state) => state.open);
  if (open === null) return <EmptyState icon="resources">Choose a document to read and change it.</EmptyState>;
  return <OpenDocument open={open} rows={rows} generation={generation} />;
}

function rowAt(
  rows: readonly ResourceRow[],
  { path, document, line }: OpenPlace,
  chosen: string | null,
): ResourceRow | null {
  const here = rows.filter((row) => row.path === path);
  const holds = (row: ResourceRow): boolean => line !== null && row.line <= line && line < row.endLine;
  const same = here.filter((row) => document === null || row.document === document);
  const selected = same.find((row) => chosen?.endsWith(`|${row.id}`) === true);
  return (
    selected ?? same.find(holds) ?? same.find((row) => row.state !== 'disabled') ?? same[0] ?? here.find(holds) ?? null
  );
}

interface OpenDocumentProps {
  readonly open: OpenPlace;
  readonly rows: readonly ResourceRow[];
  readonly generation: number;
}

function OpenDocument({ open, rows, generation }: OpenDocumentProps) {
  const { projectId } = useProject();
  const chosen = useResources((state) => state.selection.lead);
  const row = useMemo(() => rowAt(rows, open, chosen), [rows, open, chosen]);
  const [problems, setProblems] = useState<readonly TextProblem[]>([]);
  const path = open.path as ProjectPath;
  const document = row?.document ?? open.document;
  const answer = useQuery(documentQuery, document === null ? null : { projectId, path, document });
  const latest = latestOf(answer);
  const around = latest !== null && latest.row.path === path && latest.row.document === document ? latest : null;
  const place = useMemo(() => (open.line === null ? null : { line: open.line, column: open.column }), [open]);
  const isAlone = rows.filter((one) => one.path === path).length < 2;
  const marked = row === null || isAlone ? null : { from: row.line, to: Math.max(row.line, row.endLine - 1) };
  useDocumentCommands(row, problems, rows);
  useFabricCommands(row, rows);
  return (
    <div className={pane.pane}>
      <Head row={row} path={path} around={around} />
      <SplitPanes
        id="resource-detail"
        direction="stacked"
        firstPercent={68}
        handleLabel="Resize the text"
        first={
          <FileEditor
            path={path}
            label={row === null ? path : `${titleOf(row)}, ${path}`}
            marked={marked}
            place={place}
            generation={generation}
            onProblems={setProblems}
          />
        }
        second={<DetailPanel around={around} problems={problems} path={path} row={row} />}
      />
      <NextFreeDialog row={row} rows={rows} />
    </div>
  );
}

interface HeadProps {
  readonly row: ResourceRow | null;
  readonly path: string;
  readonly around: Around | null;
}

function Head({ row, path }: HeadProps) {
  return (
    <div className={pane.toolbar}>
      <CommandIconButton command="back-in-resources" icon="back" />
      <CommandIconButton command="forward-in-resources" icon="forward" />
      <h2 className={styles.title}>
        <span className={styles.titleWords}>{row === null ? path : titleOf(row)}</span>
        {row !== null && row.state !== 'live' && <Badge>{wordsOfState(row)}</Badge>}
        {row !== null && row.copies > 1 && row.state === 'live' && <Badge tone="warn">{row.copies} copies</Badge>}
        <span className={styles.titlePath}>
          <PathText path={path} />
        </span>
      </h2>
      <CommandIconButton command="next-free" icon="free" />
      <CommandIconButton command="rename-resource" icon="rename" />
      <CommandIconButton command="disable-resource" icon="disabled" />
      <CommandIconButton command="move-resource" icon="move" />
      <CommandIconButton command="delete-resource" icon="trash" />
      <CommandIconButton command="history-of-resource" icon="history" />
    </div>
  );
}
