import { ok } from '../../contract/call';
import type { Engine } from '../../engine/index';
import type { DesktopPort, Handlers } from './handlers';

/** Every call of the contract: the engine's as they are, and those that need a desktop. */
export function createHandlers(engine: Engine, desktop: DesktopPort): Handlers {
  return {
    ...engine.calls,
    'projects.choose-folder': async ({ title }) => ok({ path: await desktop.chooseFolder(title) }),
    'projects.take-startup-path': async (_input, context) => {
      const wanted = desktop.takeStartupRequest();
      if (wanted === null) return ok({ path: null });
      return wanted.kind === 'path'
        ? ok({ path: wanted.path, conflict: wanted.conflict })
        : engine.calls['projects.create-demo']({ parent: null }, context);
    },
    'app.info': async () => ok({ ...desktop.appInfo(), ...(await engine.gitFacts()) }),
    'app.open-external': async ({ url }) => ok({ opened: await desktop.openExternal(url) }),
    'app.reveal': async ({ path }) => {
      desktop.reveal(path);
      return ok({});
    },
    'app.report-crash': async (crash) => ok({ reference: desktop.reportCrash(crash) }),
  };
}
