import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDeskAnswers } from '../fabric/desk/desk-answers';
import type { DeskData } from '../fabric/desk/desk-questions';
import { serveWorker } from './serve-worker';

/** A bundle's first file names its chunks by their content, so it names all of the code; source is under work. */
const code = createHash('sha256')
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest('hex');

serveWorker<DeskData>((data) => createDeskAnswers(data, code));
