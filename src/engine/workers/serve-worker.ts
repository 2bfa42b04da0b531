import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerMessage, QuestionMessage, StepMessage } from './messages';

/** Tells how far an answer is; cheap to call often. */
export type TellStep = (step: StepMessage) => void;

type Answer = (name: string, input: unknown, step: TellStep) => unknown;

const stepEveryMs = 100;

/**
 * Runs a worker: answers questions one after the other, in the order in which they came. What `answer` throws is a
 * bug and reaches whoever asked.
 */
export function serveWorker<Data>(start: (data: Data) => Answer | Promise<Answer>): void {
  const port = parentPort;
  if (port === null) throw new Error('This is not a worker');
  const starting = Promise.resolve(workerData as Data).then(start);
  // Whoever asks hears what went wrong.
  starting.catch(() => undefined);
  const send = (message: AnswerMessage): void => port.postMessage(message);
  let queue: Promise<void> = Promise.resolve();

  const reply = async ({ id, name, input }: QuestionMessage): Promise<void> => {
    let toldAtMs = performance.now();
    const tell: TellStep = (step) => {
      const now = performance.now();
      if (now - toldAtMs < stepEveryMs) return;
      toldAtMs = now;
      send({ id, kind: 'step', step });
    };
    try {
      const answer = await starting;
      send({ id, kind: 'value', value: await answer(name, input, tell) });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      send({ id, kind: 'bug', message, stack: stack ?? message });
    }
  };
  port.on('message', (question: QuestionMessage) => {
    queue = queue.then(() => reply(question));
  });
}
