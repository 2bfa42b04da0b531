import { run } from './run.mjs';
import { say, Stop } from './say.mjs';

/** "git version 2.39.5 (Apple Git-154)" → [2, 39, 5]; null when there is no number. */
export function versionIn(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
}

export function isAtLeast(version, minimum) {
  for (let place = 0; place < minimum.length; place += 1) {
    if (version[place] !== minimum[place]) return version[place] > minimum[place];
  }
  return true;
}

const needed = { node: [20, 19], npm: [10], git: [2, 38] };

/** Says in words what is missing on this machine. Only git's absence is left to the app's own screen, as a warning. */
export async function checkTools() {
  const node = versionIn(process.version);
  if (!isAtLeast(node, needed.node)) {
    throw new Stop(
      `Node ${process.version} is too old: Selvedge needs 20.19 or newer. Install a current Node and run again.`,
    );
  }
  const agent = /npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? '');
  const npm = versionIn(agent?.[1] ?? '');
  if (npm !== null && !isAtLeast(npm, needed.npm)) {
    throw new Stop(`npm ${agent[1]} is too old: Selvedge needs 10 or newer. Run: npm install --global npm`);
  }
  const { code, output } = await run('git', ['--version'], { capture: true });
  const git = code === 0 ? versionIn(output) : null;
  if (git === null)
    say('git was not found. The window will open, but it can do nothing until git 2.38 or newer is installed.');
  else if (!isAtLeast(git, needed.git)) say(`git ${git.join('.')} is too old: Selvedge needs 2.38 or newer.`);
}
