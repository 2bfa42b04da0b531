import { lazy, Suspense } from 'react';
import type { FileContent } from '../../../contract/basics';
import type { TwoVersions } from '../../../contract/changes';
import { revealCharacters } from '../../../core/text/reveal-characters';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { sizeWords } from '../../ui/size-words';
import { useSettings } from '../settings-store';
import styles from './versions-view.module.css';

const CodeEditor = lazy(async () => ({ default: (await import('../../editor/code-editor')).CodeEditor }));
const DiffView = lazy(async () => ({ default: (await import('../../editor/diff-view')).DiffView }));

/** Two versions of a file: as a diff where both are text, in words where not. Fills its parent. */
export function VersionsView({ versions }: { readonly versions: TwoVersions }) {
  const layout = useSettings((settings) => settings.diffLayout);
  const { before, after, beforeLabel, afterLabel, path } = versions;
  const beforeText = textOf(before);
  const afterText = textOf(after);
  if (before.kind === 'absent' && after.kind === 'absent') {
    return <EmptyState icon="file">The file exists in neither version.</EmptyState>;
  }
  if (beforeText === null || afterText === null) {
    return (
      <div className={styles.words}>
        <Side label={beforeLabel} content={before} />
        <Side label={afterLabel} content={after} />
      </div>
    );
  }
  if (before.kind === 'absent' || after.kind === 'absent') {
    const added = before.kind === 'absent';
    return (
      <OneSide
        text={added ? afterText : beforeText}
        path={path}
        label={added ? afterLabel : beforeLabel}
        note={added ? 'A new file: all of it is added.' : 'The file is deleted; this is what it was.'}
      />
    );
  }
  return (
    <div className={styles.diff}>
      <TraitsChange before={before} after={after} />
      {beforeText === afterText && before.kind === after.kind && (
        <p className={styles.note}>The two versions have the same text.</p>
      )}
      <div className={styles.editor}>
        <Suspense fallback={<Skeleton label="Loading the comparison" />}>
          <DiffView
            before={beforeText}
            after={afterText}
            beforeLabel={beforeLabel}
            afterLabel={afterLabel}
            path={path}
            layout={layout}
          />
        </Suspense>
      </div>
    </div>
  );
}

interface OneSideProps {
  readonly text: string;
  readonly path: string;
  readonly label: string;
  readonly note: string;
}

/** A file that exists on one side only: there is nothing to compare it with. */
function OneSide({ text, path, label, note }: OneSideProps) {
  return (
    <div className={styles.diff}>
      <p className={styles.note}>{note}</p>
      <div className={styles.editor}>
        <Suspense fallback={<Skeleton label="Loading the text" />}>
          <CodeEditor text={text} path={path} label={`${path}, ${label}`} />
        </Suspense>
      </div>
    </div>
  );
}

/** The text to compare; absent counts as empty, so that a new file reads as all added. Null: not text. */
function textOf(content: FileContent): string | null {
  if (content.kind === 'text') return content.text;
  return content.kind === 'absent' ? '' : null;
}

function TraitsChange({ before, after }: { readonly before: FileContent; readonly after: FileContent }) {
  if (before.kind !== 'text' || after.kind !== 'text') return null;
  const was = before.traits;
  const is = after.traits;
  const changes = [
    was.eol !== is.eol ? `Line ends: ${was.eol} → ${is.eol}` : null,
    was.encoding !== is.encoding ? `Encoding: ${was.encoding} → ${is.encoding}` : null,
    was.finalNewline !== is.finalNewline ? `Newline at the end: ${is.finalNewline ? 'added' : 'removed'}` : null,
    before.executable !== after.executable ? `Executable: ${after.executable ? 'yes' : 'no'}` : null,
  ].filter((change) => change !== null);
  return changes.length === 0 ? null : <p className={styles.note}>{changes.join(' · ')}</p>;
}

function Side({ label, content }: { readonly label: string; readonly content: FileContent }) {
  return (
    <section className={styles.side} aria-label={label}>
      <h3 className={styles.label}>{label}</h3>
      <p>{contentInWords(content)}</p>
    </section>
  );
}

/** What can be said about a content that is not shown as text. */
export function contentInWords(content: FileContent): string {
  switch (content.kind) {
    case 'absent':
      return 'The file does not exist here.';
    case 'text':
      return `Text, ${sizeWords(content.sizeBytes)}.`;
    case 'binary':
      return `A binary file of ${sizeWords(content.sizeBytes)}; its bytes are not shown.`;
    case 'too-large':
      return `${sizeWords(content.sizeBytes)}: more than the ${sizeWords(content.limitBytes)} that are shown as text.`;
    case 'symlink':
      return `A link to “${revealCharacters(content.target)}”.`;
    case 'submodule':
      return `Another repository, at commit ${content.commit.slice(0, 12)}.`;
    case 'unreadable':
      return `It could not be read: ${content.reason}`;
  }
}
