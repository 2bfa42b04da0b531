import { app } from 'electron';
import { z } from 'zod';
import { ProjectPath } from '../contract/basics';
import type { AppEvent } from '../contract/events';
import type { Handlers, StartupRequest } from './handlers/handlers';

/** What a second start hands to the first. It comes from another process, so it is parsed. */
const HandedOver = z.object({
  request: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('path'), path: z.string().min(1), conflict: ProjectPath.optional() }),
      z.object({ kind: z.literal('demo') }),
    ])
    .nullable(),
});

/** True when this process is the first for its data folder. Else `request` was handed to the first, and this one should end. */
export function isFirstStart(request: StartupRequest | null): boolean {
  return app.requestSingleInstanceLock({ request } satisfies z.infer<typeof HandedOver>);
}

/** Hears the other starts, from now on; each waits until `ready`. */
export function onSecondStart(ready: Promise<{ show(): void; request(wanted: StartupRequest): Promise<void> }>): void {
  app.on('second-instance', (_event, _argv, _cwd, handedOver) => {
    const parsed = HandedOver.safeParse(handedOver);
    void ready.then(async (doors) => {
      doors.show();
      if (parsed.success && parsed.data.request !== null) await doors.request(parsed.data.request);
    });
  });
}

/** Asks the page to open what was wanted. The demo fabric is made first; if that fails the page's own command will say why. */
export async function requestProject(
  handlers: Pick<Handlers, 'projects.create-demo'>,
  wanted: StartupRequest,
  send: (event: AppEvent) => void,
): Promise<void> {
  if (wanted.kind === 'path') {
    send({ kind: 'project-requested', path: wanted.path, conflict: wanted.conflict });
    return;
  }
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const made = await handlers['projects.create-demo']({ parent: null }, context);
  if (made.ok) send({ kind: 'project-requested', path: made.value.path });
  else send({ kind: 'command-requested', command: 'create-demo' });
}
