import { delimiter, isAbsolute } from 'node:path';

/** Variables of our own environment that git may see. Everything else stays out: GIT_*, LD_PRELOAD, EDITOR, … */
const passed = new Set([
  'HOME',
  'XDG_CONFIG_HOME',
  'USER',
  'LOGNAME',
  'TZ',
  'TMPDIR',
  // Who commits, where a person sets it by variables.
  'EMAIL',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  // Windows programs do not start without these.
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'TEMP',
  'TMP',
  'USERNAME',
]);

/**
 * The environment of every git process: a short list of our own variables, PATH without relative folders, and
 * settings that make git speak English, ask nothing, start no network and take paths as they are.
 */
export function scrubEnvironment(source: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && passed.has(name.toUpperCase())) kept[name] = value;
  }
  const path = source['PATH'] ?? source['Path'] ?? '';
  return {
    ...kept,
    PATH: path
      .split(delimiter)
      .filter((folder) => isAbsolute(folder))
      .join(delimiter),
    LC_ALL: 'C',
    // Reads never take index.lock, so that they do not get in the way of a git in a terminal.
    GIT_OPTIONAL_LOCKS: '0',
    // A path is a path: no `:(exclude)`, no `*`.
    GIT_LITERAL_PATHSPECS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_PAGER: 'cat',
    // A partial clone must not fetch behind our back, and nothing local needs a transport.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
