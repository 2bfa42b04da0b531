import { threadAnswers } from '../merge/threads/thread-questions';
import type { MergeWorkerData } from '../merge/merge-policy';
import { personalLists } from '../merge/merge-policy';
import { serveWorker } from './serve-worker';

serveWorker<MergeWorkerData>(async ({ extensionsFolder }) => {
  return threadAnswers(await personalLists(extensionsFolder));
});
