import { lazy, Suspense, useEffect, useRef } from 'react';
import { FailureView } from '../../ui/failure-view';
import { HiddenHeading } from '../../ui/hidden-heading';
import { LiveRegions } from '../../ui/live-regions';
import { Skeleton } from '../../ui/skeleton';
import { announce, useAnnouncements } from '../client/announce';
import { places, settingsPlace, welcomePlace } from '../commands/app-commands';
import { usePreview } from '../panes/change-preview-store';
import { CrashBoundary } from './crash-boundary';
import { gitQuery } from '../client/git-check';
import { Header } from './header';
import { useNavigation } from '../navigation';
import { showOverlay, useOverlay } from '../overlay-store';
import { problemWords } from '../problem-words';
import { useProjectStore } from '../project-store';
import { useQuery } from '../client/query';
import { Rail } from './rail';
import { useReferences } from '../panes/references-store';
import { screens } from './screens';
import { StatusBar } from './status-bar';
import { ToastRegion } from './toast-region';
import { UndoCommands } from '../commands/undo-commands';
import styles from './shell.module.css';

const Palette = lazy(async () => ({ default: (await import('../commands/palette')).Palette }));
const ChangePreview = lazy(async () => ({ default: (await import('../panes/change-preview')).ChangePreview }));
const ReferencesDialog = lazy(async () => ({ default: (await import('../panes/references-dialog')).ReferencesDialog }));
const ShortcutHelp = lazy(async () => ({ default: (await import('../commands/shortcut-help')).ShortcutHelp }));

/** The whole window. */
export function Shell() {
  const git = useQuery(gitQuery, {});
  const announcements = useAnnouncements();
  const projectId = useProjectStore((state) => state.project?.projectId ?? null);
  return (
    <div className={styles.window}>
      {git.state === 'failed' ? (
        <main className={styles.main}>
          <HiddenHeading>Selvedge cannot work yet</HiddenHeading>
          <FailureView {...problemWords(git.problem, () => void gitQuery.again())} />
        </main>
      ) : (
        <>
          <Header />
          <div className={styles.middle}>
            <Rail />
            <CurrentScreen />
          </div>
          <StatusBar />
          {projectId !== null && <UndoCommands key={projectId} projectId={projectId} />}
          <Overlays />
        </>
      )}
      <ToastRegion />
      <LiveRegions polite={announcements.polite} assertive={announcements.assertive} />
    </div>
  );
}

function CurrentScreen() {
  const screen = useNavigation((state) => state.screen);
  const project = useProjectStore((state) => state.project);
  const projectId = project?.projectId ?? 'none';
  const place = project === null ? 'Selvedge' : `${project.name} — Selvedge`;
  const Screen = screens[screen];
  const title = [...places, settingsPlace, welcomePlace].find((place) => place.screen === screen)?.title ?? 'Selvedge';
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} — ${place}`;
  }, [title, place]);
  useEffect(() => {
    if (!first.current) announce(title);
    first.current = false;
  }, [title]);
  return (
    <main className={styles.main} aria-label={title}>
      <CrashBoundary resetKey={`${projectId}/${screen}`}>
        <Suspense fallback={<Skeleton label={`Loading ${title}`} />}>
          <Screen key={projectId} />
        </Suspense>
      </CrashBoundary>
    </main>
  );
}

function Overlays() {
  const overlay = useOverlay((state) => state.overlay);
  const previewing = usePreview((state) => state.wish !== null);
  const listing = useReferences((state) => state.shown !== null);
  const close = (): void => showOverlay(null);
  return (
    <Suspense>
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutHelp onClose={close} />}
      {previewing && <ChangePreview />}
      {listing && <ReferencesDialog />}
    </Suspense>
  );
}
