import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerAppCommands } from '../../../src/renderer/app/commands/app-commands';
import { installBridge } from '../../../src/renderer/app/client/bridge';
import { listenToEvents } from '../../../src/renderer/app/client/on-event';
import { enterProject, useProjectStore } from '../../../src/renderer/app/project-store';
import { forgetProjectState } from '../../../src/renderer/app/client/per-project';
import { listenToShortcuts } from '../../../src/renderer/app/commands/shortcuts';
import { dismissAllToasts } from '../../../src/renderer/app/shell/toasts';
import { ToastRegion } from '../../../src/renderer/app/shell/toast-region';
import { LiveRegions } from '../../../src/renderer/ui/live-regions';
import { useAnnouncements } from '../../../src/renderer/app/client/announce';
import { MergeScreen } from '../../../src/renderer/features/merge/merge-screen';
import { useMerge } from '../../../src/renderer/features/merge/session/merge-store';
import { FakeBridge } from '../../support/fake-bridge';
import type { Answers } from '../../support/fake-bridge';
import { FakeMerge } from '../../support/merge/fake-merge';
import type { FakeFile } from '../../support/merge/fake-merge';
import { shellAnswers } from '../../support/merge/shell-answers';

function Announced() {
  return <LiveRegions {...useAnnouncements()} />;
}

/** The merge screen over a merge in memory, with shortcuts, toasts and spoken words. */
export function openMergeScreen(
  files: readonly FakeFile[],
  drafts?: ConstructorParameters<typeof FakeMerge>[1],
  byStructure = false,
  others: Answers = {},
) {
  const merge = new FakeMerge(files, drafts);
  merge.byStructure = byStructure;
  // The reasons are shown by themselves in wide windows only.
  if (byStructure) useMerge.setState({ isWhyShown: true });
  const bridge = new FakeBridge({ ...shellAnswers, ...merge.answers(), ...others });
  let revision = 0;
  merge.onChange = () => bridge.emit({ kind: 'merge-state-changed', projectId: 'fabric', revision: ++revision });
  installBridge(bridge);
  const stops = [registerAppCommands(), listenToEvents(), listenToShortcuts()];
  enterProject({ projectId: 'fabric', name: 'fabric', root: '/fabric', gitDir: '/fabric/.git', notices: [] });
  const user = userEvent.setup();
  const screen = render(
    <>
      <MergeScreen />
      <ToastRegion />
      <Announced />
    </>,
  );
  const close = (): void => {
    screen.unmount();
    for (const stop of stops) stop();
    forgetProjectState();
    dismissAllToasts();
    useProjectStore.setState({ project: null });
    useMerge.setState({ layout: null, isWhyShown: null, isBaseShown: false, grouping: 'resource' });
  };
  return { merge, bridge, user, close, ...screen };
}
