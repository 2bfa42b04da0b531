import { dirname, join } from 'node:path';
import type { ConfigEntry } from './list-config';
import { splitKey } from './list-config';

/** One setting that wins over everything a repository or a person says. */
export type Setting = readonly [key: string, value: string];

/**
 * Settings of every git process, so that nothing a repository brings is started: no hook, monitor, editor, pager,
 * signature program, credential helper or connection; no clean-up in the background; output as the parsers expect.
 */
export function fixedSettings(executable: string): Setting[] {
  return [
    ['core.hooksPath', nowhere(executable)],
    ['core.fsmonitor', 'false'],
    ['core.pager', 'cat'],
    ['core.editor', ':'],
    ['sequence.editor', ':'],
    ['core.askPass', ''],
    ['core.sshCommand', 'false'],
    ['credential.helper', ''],
    ['credential.interactive', 'false'],
    ['commit.gpgSign', 'false'],
    ['tag.gpgSign', 'false'],
    ['merge.verifySignatures', 'false'],
    ['log.showSignature', 'false'],
    ['gpg.program', 'false'],
    ['gpg.ssh.program', 'false'],
    ['gpg.x509.program', 'false'],
    ['gpg.ssh.defaultKeyCommand', ''],
    ['diff.external', ''],
    ['protocol.allow', 'never'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['submodule.recurse', 'false'],
    ['status.submoduleSummary', 'false'],
    ['diff.submodule', 'short'],
    ['core.quotePath', 'false'],
    ['i18n.logOutputEncoding', 'UTF-8'],
    ['core.protectHFS', 'true'],
    ['core.protectNTFS', 'true'],
    // An old resolution may fill a file, but never stage it behind our back.
    ['rerere.autoUpdate', 'false'],
    ['merge.autoStash', 'false'],
    ['rebase.autoStash', 'false'],
    // Who holds a lock, for git 2.54 and newer.
    ['core.lockfilePid', 'true'],
    // A commit that git reported is on the disk. Batched, so that staging thousands of files stays quick.
    ['core.fsync', 'all'],
    ['core.fsyncMethod', 'batch'],
  ];
}

/** A folder that does not exist and that nobody without the right to replace git itself can make. */
const nowhere = (executable: string): string =>
  process.platform === 'win32' ? join(dirname(executable), 'selvedge-has-no-hooks') : '/dev/null';

/** Scopes that came with the repository; whoever wrote them may be a stranger. */
const isForeign = (entry: ConfigEntry): boolean => entry.scope !== 'system' && entry.scope !== 'global';

/** What the settings of a repository would start, and is switched off. Names as git knows them. */
export interface SwitchedOff {
  readonly filters: readonly string[];
  readonly mergeDrivers: readonly string[];
}

/**
 * Settings against the programs that a repository names itself (`filter.X.clean`, `merge.X.driver`, …).
 *
 * What the person set for all repositories stays (Git LFS is such a filter); where the repository says something
 * else for the same name, the person's value wins, and where only the repository says something, nothing is run.
 * A merge driver cannot be empty, git would fail; it becomes git's own text merge.
 */
export function namedSettings(
  entries: readonly ConfigEntry[],
  executable: string,
): { readonly settings: Setting[]; readonly switchedOff: SwitchedOff } {
  const settings: Setting[] = [];
  const filters = new Set<string>();
  const mergeDrivers = new Set<string>();
  const lfsIsForeign = entries.some((entry) => isForeign(entry) && startsTransfer(entry.key));
  for (const { section, name, entry } of named(entries)) {
    const trusted = trustedValue(entries, entry.key);
    const foreign = isForeign(entry) || (section === 'filter' && name === 'lfs' && lfsIsForeign);
    if (!foreign) continue;
    const keep = trusted !== undefined && !(section === 'filter' && lfsIsForeign);
    settings.push([entry.key, keep ? (trusted ?? 'true') : replacement(entry.key, executable)]);
    if (keep) continue;
    if (section === 'filter') filters.add(name);
    if (section === 'merge') mergeDrivers.add(name);
  }
  return {
    settings: uniqueByKey(settings),
    switchedOff: { filters: [...filters].sort(), mergeDrivers: [...mergeDrivers].sort() },
  };
}

const executing: Readonly<Record<string, readonly string[]>> = {
  filter: ['clean', 'smudge', 'process', 'required'],
  merge: ['driver', 'recursive'],
  diff: ['command', 'textconv'],
  // Hidden options for `git merge`, such as a strategy, which is a program.
  branch: ['mergeoptions'],
};

function* named(
  entries: readonly ConfigEntry[],
): Generator<{ section: string; name: string; variable: string; entry: ConfigEntry }> {
  for (const entry of entries) {
    const parts = splitKey(entry.key);
    if (parts !== null && executing[parts.section]?.includes(parts.variable) === true) yield { ...parts, entry };
  }
}

const trustedValue = (entries: readonly ConfigEntry[], key: string): string | null | undefined =>
  entries.findLast((entry) => entry.key === key && !isForeign(entry))?.value;

/** Git LFS starts what these name, so a repository that sets them turns even the person's own LFS against them. */
const startsTransfer = (key: string): boolean =>
  /^lfs\.(customtransfer\.|extension\.|standalonetransferagent$|.*\.standalonetransferagent$)/i.test(key);

function replacement(key: string, executable: string): string {
  if (key.endsWith('.required')) return 'false';
  if (!key.startsWith('merge.')) return '';
  if (key.endsWith('.recursive')) return 'text';
  const program = `'${executable.replaceAll('\\', '/').replaceAll("'", `'\\''`)}'`;
  return `${program} merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B`;
}

const uniqueByKey = (settings: readonly Setting[]): Setting[] => [...new Map(settings).entries()];

/** Settings as variables: any name can be said, nothing shows in a list of processes, and children inherit them. */
export function settingsAsEnvironment(settings: readonly Setting[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  settings.forEach(([key, value], at) => {
    variables[`GIT_CONFIG_KEY_${at}`] = key;
    variables[`GIT_CONFIG_VALUE_${at}`] = value;
  });
  return variables;
}
