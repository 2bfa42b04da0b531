import { answerMergeQuestion } from '../merge/structure/answer-merge-question';
import type { MergeWorkerData } from '../merge/merge-policy';
import { personalLists } from '../merge/merge-policy';
import { serveWorker } from './serve-worker';

serveWorker<MergeWorkerData>(async ({ extensionsFolder }) => {
  const personal = await personalLists(extensionsFolder);
  return (name, input) => answerMergeQuestion(name, input, personal);
});
