import { spawn } from 'node:child_process';
import { Stop } from './say.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** What the display of a run without a screen needs. */
export const displayProgram = { program: 'Xvfb', packages: [['xvfb']], needed: true };

/**
 * Starts an X server without a screen and answers `{ env, stop }`. It picks a free number by itself and says it through a
 * pipe, so that runs at the same moment do not race for one.
 */
export async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr.setEncoding('utf8').on('data', (chunk) => (complaint += chunk));
  const number = await new Promise((resolve) => {
    let text = '';
    server.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    server.on('error', () => resolve(null));
    server.on('exit', () => resolve(null));
  });
  if (number === null) throw new Stop(`Xvfb did not start. ${complaint.trim()}`);
  process.once('exit', () => server.kill());
  server.stderr.destroy();
  server.stdio[3].destroy();
  server.unref();
  return { env: { ...process.env, DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' }, stop: () => server.kill() };
}
