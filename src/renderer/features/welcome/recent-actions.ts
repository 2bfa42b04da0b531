import type { RecentProject } from '../../../contract/projects';
import { callEngine } from '../../app/client/client';
import { showProblem } from '../../app/client/mutate';
import { openProject } from '../../app/project-store';
import { refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';

/** Asks where a repository went, opens it there and forgets the old place. */
export async function locateRecent(recent: RecentProject): Promise<void> {
  const reply = await callEngine('projects.choose-folder', { title: `Where is ${recent.name} now?` });
  if (reply.kind !== 'value') {
    showProblem(reply);
    return;
  }
  const { path } = reply.value;
  if (path !== null && (await openProject(path)) && path !== recent.path) {
    await callEngine('projects.forget', { path: recent.path });
  }
}

/** Takes a row out of the list. The folder itself is not touched, so opening it again brings the row back. */
export async function forgetRecent(recent: RecentProject): Promise<void> {
  const reply = await callEngine('projects.forget', { path: recent.path });
  if (reply.kind !== 'value') showProblem(reply);
  else
    showToast({ tone: 'done', title: `Removed ${recent.name} from the list`, detail: 'Its folder was not touched.' });
  refresh(['recent']);
}
