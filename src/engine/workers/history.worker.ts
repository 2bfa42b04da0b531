import type { MeaningQuestion } from '../history/judge-meaning';
import { MeaningJudge } from '../history/judge-meaning';
import { serveWorker } from './serve-worker';

serveWorker<null>(() => {
  const judge = new MeaningJudge();
  return (_name, input) => judge.judge(input as MeaningQuestion);
});
