import { run } from './run.mjs';
import { findProgram } from './system-packages.mjs';

/** Installed when it may be; its absence stops nothing. */
export const chromiumProgram = { program: 'chromium', packages: [['chromium']], needed: false };

/** A Chromium for the browser host's journeys. Null: there is none. */
export async function findChromium() {
  const named = process.env.SELVEDGE_CHROMIUM;
  if (named) return named;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = await findProgram(name);
    if (path === null) continue;
    const { code } = await run(path, ['--version'], { capture: true, timeoutMs: 15_000 });
    if (code === 0) return path;
  }
  return null;
}
