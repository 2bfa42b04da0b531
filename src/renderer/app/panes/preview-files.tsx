import { lazy, Suspense, useEffect, useState } from 'react';
import type { ProjectPath } from '../../../contract/basics';
import type { FilePreview } from '../../../contract/problems';
import { EmptyState } from '../../ui/empty-state';
import { FailureView } from '../../ui/failure-view';
import { selectOnly } from '../../ui/list-selection';
import { ListView } from '../../ui/list-view';
import { PathText } from '../../ui/path-text';
import { Skeleton } from '../../ui/skeleton';
import { SplitPanes } from '../../ui/split-panes';
import type { ChangeOutlook, WishedChange } from './change-preview-store';
import { callEngine } from '../client/client';
import type { Problem } from '../client/loadable';
import { problemWords } from '../problem-words';
import { useSettings } from '../settings-store';
import pane from './pane.module.css';
import styles from './change-preview.module.css';

const CodeEditor = lazy(async () => ({ default: (await import('../../editor/code-editor')).CodeEditor }));
const DiffView = lazy(async () => ({ default: (await import('../../editor/diff-view')).DiffView }));

interface PreviewFilesProps {
  readonly change: WishedChange;
  readonly outlook: ChangeOutlook;
}

type ChangedFile = ChangeOutlook['files'][number];

const keyOf = (file: ChangedFile): string => file.path;
const nameOf = (file: ChangedFile): string => `${file.path}, ${file.change}`;

/** The files of a change, and the chosen one before and after. */
export function PreviewFiles({ change, outlook }: PreviewFilesProps) {
  const { files } = outlook;
  const [chosen, setChosen] = useState<string | null>(null);
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  if (file === undefined) return <div className={styles.files} />;
  const comparison = <PreviewFile key={file.path} change={change} outlook={outlook} path={file.path} />;
  if (files.length === 1) {
    return (
      <div className={styles.files}>
        <p className={styles.path}>
          <PathText path={file.path} /> <span className={pane.rowNote}>{file.change}</span>
        </p>
        {comparison}
      </div>
    );
  }
  return (
    <div className={styles.files}>
      <SplitPanes
        id="preview-files"
        firstPercent={30}
        handleLabel="Resize the list of files"
        first={
          <ListView
            label="Files that would change"
            items={files}
            keyOf={keyOf}
            nameOf={nameOf}
            selection={selectOnly(file.path)}
            onSelection={({ lead }) => setChosen(lead)}
            renderRow={(row) => (
              <>
                <span className={pane.rowWords}>
                  <PathText path={row.path} nameFirst />
                </span>
                <span className={pane.rowNote}>{row.change}</span>
              </>
            )}
          />
        }
        second={comparison}
      />
    </div>
  );
}

type Known = { readonly file: FilePreview } | { readonly problem: Problem } | null;

function PreviewFile({ change, outlook, path }: PreviewFilesProps & { readonly path: string }) {
  const layout = useSettings((settings) => settings.diffLayout);
  const given = outlook.texts.get(path);
  const [asked, setAsked] = useState<Known>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (given !== undefined || change.kind !== 'plan') return undefined;
    const controller = new AbortController();
    const { projectId, fabric, request } = change;
    const input = { projectId, fabric, request, path: path as ProjectPath };
    void callEngine('fabric.plan-file', input, { signal: controller.signal }).then((reply) => {
      if (controller.signal.aborted) return;
      setAsked(reply.kind === 'value' ? { file: reply.value } : { problem: reply });
    });
    return () => controller.abort();
  }, [given, change, path, outlook, turn]);
  const known: Known = given === undefined ? asked : { file: given };
  if (known === null) return <Skeleton label="Loading the comparison" />;
  if ('problem' in known) return <FailureView {...problemWords(known.problem, () => setTurn(turn + 1))} />;
  const { before, after } = known.file;
  if (before === null && after === null) return <EmptyState icon="file">The file is not there.</EmptyState>;
  return (
    <div className={styles.comparison}>
      <Suspense fallback={<Skeleton label="Loading the comparison" />}>
        {before === null || after === null ? (
          <CodeEditor
            text={before ?? after ?? ''}
            path={path}
            label={`${path}, ${before === null ? 'as it would be created' : 'which would be deleted'}`}
          />
        ) : (
          <DiffView before={before} after={after} beforeLabel="Now" afterLabel="Then" path={path} layout={layout} />
        )}
      </Suspense>
    </div>
  );
}
