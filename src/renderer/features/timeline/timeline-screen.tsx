import { useCallback, useEffect, useState } from 'react';
import { Faces } from '../../app/panes/faces';
import { takeAim } from '../../app/navigation';
import { useProject } from '../../app/project-store';
import { onRefresh } from '../../app/client/refresh';
import { EmptyState } from '../../ui/empty-state';
import { HiddenHeading } from '../../ui/hidden-heading';
import { SplitPanes } from '../../ui/split-panes';
import { CommandButton } from '../../app/commands/command-button';
import { EntryDetail } from './entry-detail';
import { StreamPane } from './stream-pane';
import { TimelineFilterBar } from './timeline-filter-bar';
import {
  loadTimeline,
  reloadTimeline,
  seekCommit,
  useTimeline,
  type EntryKind,
  type TimelineFilter,
} from './timeline-store';
import { ValueSearch } from './value-search';
import pane from '../../app/panes/pane.module.css';

/** Commits, backups and operations as one stream, and any file of it as it was. */
export function TimelineScreen() {
  const { projectId } = useProject();
  const known = useTimeline((state) => state.filter);
  const [path, setPath] = useState<string | null>(known?.path ?? null);
  const [kind, setKind] = useState<EntryKind | 'all'>(known?.kind ?? 'all');
  const [text, setText] = useState(known?.text ?? '');
  const [isAsking, setAsking] = useState(false);
  const showCommit = useCallback(
    (commit: string, of: string | null) => {
      setPath(of);
      setKind('all');
      setText('');
      // At once: in the stream that was shown before, the commit may be missing for good.
      void loadTimeline({ projectId, path: of, kind: 'all', text: '' });
      seekCommit(commit);
    },
    [projectId],
  );
  useEffect(() => {
    const aim = takeAim();
    if (aim?.id !== undefined) showCommit(aim.id, aim.path ?? null);
    else if (aim?.path !== undefined) setPath(aim.path);
  }, [showCommit]);
  useLoading({ projectId, path, kind, text });
  const page = useTimeline((state) => state.page);
  const filtered = path !== null || kind !== 'all' || text !== '';
  return (
    <div className={pane.pane}>
      <HiddenHeading>Timeline</HiddenHeading>
      <TimelineFilterBar {...{ path, kind, text, setPath, setKind, setText }} askWhen={() => setAsking(true)} />
      {isAsking && <ValueSearch onClose={() => setAsking(false)} onCommit={(commit) => showCommit(commit, null)} />}
      <Faces
        loadable={page}
        loadingLabel="Loading the timeline"
        tryAgain={() => void reloadTimeline()}
        isEmpty={({ entries }) => entries.length === 0}
        empty={
          <EmptyState
            icon="history"
            action={filtered ? undefined : <CommandButton command="back-up-now" variant="primary" />}
          >
            {filtered
              ? 'Nothing in the timeline answers this filter.'
              : 'Commits, backups and operations line up here. There are none yet.'}
          </EmptyState>
        }
        ready={(value) => (
          <SplitPanes
            id="timeline"
            firstPercent={44}
            handleLabel="Resize the timeline"
            first={<StreamPane page={value} />}
            second={<EntryDetail page={value} path={path} onPath={setPath} />}
          />
        )}
      />
    </div>
  );
}

const typingPauseMs = 150;

/** Loads what the filter says, soon after the last letter, and again when the history changes. */
function useLoading({ projectId, path, kind, text }: TimelineFilter): void {
  useEffect(() => {
    const known = useTimeline.getState().filter;
    const pause = known !== null && known.text !== text ? typingPauseMs : 0;
    const timer = setTimeout(() => void loadTimeline({ projectId, path, kind, text }), pause);
    return () => clearTimeout(timer);
  }, [projectId, path, kind, text]);
  useEffect(() => onRefresh(['history'], () => void reloadTimeline()), []);
}
