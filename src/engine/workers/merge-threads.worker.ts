import { answerThreadQuestion } from '../merge/threads/thread-questions';
import { serveWorker } from './serve-worker';

serveWorker(() => answerThreadQuestion);
