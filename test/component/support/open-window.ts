import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { goTo, useNavigation, type ScreenId } from '../../../src/renderer/app/navigation';
import { showOverlay } from '../../../src/renderer/app/overlay-store';
import { forgetProjectState } from '../../../src/renderer/app/client/per-project';
import { enterProject, useProjectStore } from '../../../src/renderer/app/project-store';
import { gitQuery } from '../../../src/renderer/app/client/git-check';
import { appInfoQuery, recentQuery } from '../../../src/renderer/app/client/shared-queries';
import { start } from '../../../src/renderer/app/start';
import { dismissAllToasts } from '../../../src/renderer/app/shell/toasts';
import { FakeBridge, type Answers } from '../../support/fake-bridge';
import { sampleAnswers, sampleProject } from '../../support/gallery/sample-answers';

export interface OpenedWindow {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  close(): void;
}

/**
 * The whole window on a fake bridge, as a person meets it. Answers that a test does not name come from the sample.
 * With a screen, the sample project is open.
 */
export async function openWindow(place: ScreenId, answers: Answers = {}): Promise<OpenedWindow> {
  const bridge = new FakeBridge({ ...sampleAnswers(), ...answers });
  const root = document.createElement('div');
  document.body.append(root);
  let stop: () => void = () => undefined;
  await act(async () => {
    stop = start(bridge, root);
    await Promise.resolve();
    if (place !== 'welcome') {
      enterProject(sampleProject);
      goTo(place);
    }
  });
  await screen.findByRole('main');
  return {
    bridge,
    user: userEvent.setup(),
    close: () => {
      act(() => {
        stop();
        forgetEverything();
      });
      root.remove();
      cleanup();
    },
  };
}

function forgetEverything(): void {
  forgetProjectState();
  for (const query of [gitQuery, recentQuery, appInfoQuery]) query.forget();
  dismissAllToasts();
  showOverlay(null);
  useProjectStore.setState({ project: null, opening: null, openProblem: null, gone: false, startupAsked: false });
  useNavigation.setState({ screen: 'welcome', aim: null });
}

/** Waits for a toast. The same words are also said in a live region, so they are looked for where they are seen. */
export async function notification(words: string | RegExp): Promise<HTMLElement> {
  return await within(await screen.findByRole('region', { name: 'Notifications' })).findByText(words);
}
