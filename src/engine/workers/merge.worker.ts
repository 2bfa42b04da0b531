import { answerMergeQuestion } from '../merge/structure/answer-merge-question';
import { serveWorker } from './serve-worker';

serveWorker<null>(() => (name, input) => answerMergeQuestion(name, input));
