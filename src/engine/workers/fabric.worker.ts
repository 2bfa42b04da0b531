import { createDeskAnswers } from '../fabric/desk/desk-answers';
import type { DeskData } from '../fabric/desk/desk-questions';
import { serveWorker } from './serve-worker';

serveWorker<DeskData>((data) => createDeskAnswers(data));
