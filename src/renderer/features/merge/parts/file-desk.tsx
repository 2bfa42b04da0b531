import { Suspense, lazy } from 'react';
import type { MergeState } from '../../../../contract/merge';
import { problemWords } from '../../../app/problem-words';
import { revealCharacters } from '../../../../core/text/reveal-characters';
import { CommandButton, CommandIconButton } from '../../../app/commands/command-button';
import { Button } from '../../../ui/button';
import { FailureView } from '../../../ui/failure-view';
import { useMediaQuery } from '../../../ui/media-query';
import { PathText } from '../../../ui/path-text';
import { Skeleton } from '../../../ui/skeleton';
import { ToggleGroup } from '../../../ui/toggle-group';
import { wideWindow } from '../model/choose-layout';
import type { MergeLayout } from '../model/choose-layout';
import { questionOf } from '../model/question';
import type { FileWork, TextWork } from '../session/file-work';
import { actOn, goToConflict } from '../session/merge-actions';
import { useMerge } from '../session/merge-store';
import { keepOwnResult, openFile, takeOutsideChange } from '../session/open-file';
import { ConflictStrip } from './conflict-strip';
import { DriverNote } from './driver-note';
import { InlineConflicts } from './inline-conflicts';
import { SettledFile } from './settled-file';
import { StructureWhy } from './structure-why';
import { VerdictNote } from './verdict-view';
import { WhyPanel } from './why-panel';
import { WholeConflict } from './whole-conflict';
import styles from './merge-screen.module.css';

const ThreePane = lazy(() => import('../view/three-pane'));

interface FileDeskProps {
  readonly path: string;
  readonly work: FileWork | undefined;
  readonly layout: MergeLayout;
  readonly state: MergeState;
}

/** The file that is looked at: its question or its conflicts, and why they are there. */
export function FileDesk({ path, work, layout, state }: FileDeskProps) {
  const isWide = useMediaQuery(wideWindow);
  const isWhyChosen = useMerge((merge) => merge.isWhyShown);
  if (work === undefined || work.kind === 'loading') return <Skeleton label={`Loading ${path}`} />;
  if (work.kind === 'failed') {
    const retry = (): void => {
      useMerge.setState(({ files }) => ({ files: new Map([...files].filter(([one]) => one !== path)) }));
      void openFile(path);
    };
    return <FailureView {...problemWords(work.problem, retry)} />;
  }
  const isByStructure = work.kind === 'text' && work.view.document.structure !== null;
  const isWhyShown = isWhyChosen ?? (isWide && isByStructure && layout === 'inline' && hasMoreToSay(work));
  return (
    <div className={styles.centre}>
      <div className={styles.fileBar} role="group" aria-label={revealCharacters(path)}>
        <PathText path={path} className={styles.filePath} />
        {work.kind === 'text' && <VerdictNote path={path} work={work} />}
        {work.kind === 'text' && (
          <ToggleGroup
            label="Layout"
            value={layout}
            iconsOnly
            options={[
              { value: 'inline', label: isByStructure ? 'Values' : 'Inline', icon: 'rows', keys: 'Mod+\\' },
              { value: 'three-pane', label: 'Three panes', icon: 'columns', keys: 'Mod+\\' },
            ]}
            onChange={(chosen) => useMerge.setState({ layout: chosen, editing: null })}
          />
        )}
        {work.kind === 'text' && layout === 'three-pane' && (
          <CommandIconButton command="merge.toggle-base" icon="eye" />
        )}
        <CommandIconButton command="merge.toggle-why" icon="note" />
      </div>
      {work.kind === 'text' && work.byLinesBecause !== null && <ByLinesNotice path={path} work={work} />}
      <DriverNote path={path} />
      {work.kind === 'text' && work.changedOutside !== null && <OutsideNotice path={path} />}
      <div className={styles.work}>
        <div className={styles.centre}>
          {work.kind === 'text' ? (
            <TextDesk path={path} work={work} layout={layout} />
          ) : (
            <WholeConflict key={path} file={work.file} />
          )}
        </div>
        {isWhyShown && isByStructure && <StructureWhy path={path} work={work} />}
        {isWhyShown && !isByStructure && (
          <WhyPanel file={work.file} meanings={{ ours: state.ours.meaning, theirs: state.theirs.meaning }} />
        )}
      </div>
    </div>
  );
}

/** A file without questions has its proof on its own page; the panel is for what was weighed. */
function hasMoreToSay({ view }: TextWork): boolean {
  const { structure, conflicts } = view.document;
  return conflicts.length > 0 || (structure?.decisions.length ?? 0) > 0;
}

/** Why values are not asked for, and the way there where there is one. */
function ByLinesNotice({ path, work }: { readonly path: string; readonly work: TextWork }) {
  const { structure } = work.view.document;
  if (structure !== null || !/\.ya?ml$/i.test(path)) return null;
  return (
    <div className={styles.notice} role="status">
      <p>Asked by lines: {revealCharacters(work.byLinesBecause ?? '')}.</p>
      {work.merge?.kind === 'structure' && (
        <CommandButton command="merge.switch-reading" words="Ask by value instead" />
      )}
    </div>
  );
}

function OutsideNotice({ path }: { readonly path: string }) {
  return (
    <div className={styles.notice} role="status">
      <p>Something else wrote this file meanwhile. Your result is untouched.</p>
      <Button onPress={() => takeOutsideChange(path)}>Take its text in</Button>
      <Button onPress={() => keepOwnResult(path)}>Keep mine</Button>
    </div>
  );
}

/** By structure the sides are shown with what was settled already in them, so that only the questions differ. */
function paneLabels({ file, view }: TextWork): Readonly<Record<'base' | 'ours' | 'theirs', string>> {
  const settled = view.document.structure === null ? '' : ', with all that is settled';
  return { base: file.baseLabel + settled, ours: file.oursLabel + settled, theirs: file.theirsLabel + settled };
}

interface TextDeskProps {
  readonly path: string;
  readonly work: TextWork;
  readonly layout: MergeLayout;
}

function TextDesk({ path, work, layout }: TextDeskProps) {
  const active = useMerge((merge) => merge.active.get(path) ?? 0);
  const isBaseShown = useMerge((merge) => merge.isBaseShown);
  const textFocus = useMerge((merge) => merge.textFocus);
  const shownLine = useMerge((merge) => (merge.shownLine?.path === path ? merge.shownLine : null));
  const { file, session, view } = work;
  const names = { ours: file.oursLabel, theirs: file.theirsLabel };
  const hasConflicts = view.document.conflicts.length > 0;
  if (layout === 'inline' && !hasConflicts && view.document.structure !== null)
    return <SettledFile path={path} work={work} />;
  if (layout === 'inline' && hasConflicts) {
    return <InlineConflicts path={path} work={work} active={active} names={names} />;
  }
  const question = questionOf(view.document, view, active, path);
  return (
    <>
      <ConflictStrip question={question} names={names} isBaseShown={isBaseShown} />
      <Suspense fallback={<Skeleton label="Loading the editor" />}>
        <ThreePane
          key={path}
          session={session}
          view={view}
          path={path}
          active={hasConflicts ? active : null}
          isBaseShown={isBaseShown}
          labels={paneLabels(work)}
          textFocus={textFocus}
          shownLine={shownLine}
          onTake={(number, side) => {
            void goToConflict(path, number, 'quiet').then(() => actOn(side, layout));
          }}
          onEnterConflict={(number) => void goToConflict(path, number, 'quiet')}
        />
      </Suspense>
    </>
  );
}
