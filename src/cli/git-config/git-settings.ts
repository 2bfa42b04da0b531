/** One setting of git that makes Selvedge known to it. */
export interface DoorSetting {
  readonly key: string;
  readonly value: string;
}

/** Sections that are ours alone; everything in them goes when the doors are taken away. */
export const ownSections = ['merge.selvedge', 'merge.selvedge-base', 'mergetool.selvedge'] as const;

/**
 * The settings that make git start Selvedge: as a merge driver and as a merge tool.
 *
 * `program`: absolute path of the launcher. `hasLabels`: git knows `%S %X %Y` (2.44 and newer). Common ancestors that
 * git merges with each other (criss-cross) go to a driver of their own, whose result is a base without markers.
 */
export function doorSettings(program: string, hasLabels: boolean): DoorSetting[] {
  const shell = quoteForShell(program);
  // Git replaces `%` in a driver's command line, and nowhere else.
  const inDriver = shell.replaceAll('%', '%%');
  const places = `%O %A %B %L %P${hasLabels ? ' %S %X %Y' : ''}`;
  return [
    { key: 'merge.selvedge.name', value: 'Selvedge: YAML merged by what it says' },
    { key: 'merge.selvedge.driver', value: `${inDriver} merge-driver ${places}` },
    { key: 'merge.selvedge.recursive', value: 'selvedge-base' },
    { key: 'merge.selvedge-base.name', value: 'Selvedge: common ancestors' },
    { key: 'merge.selvedge-base.driver', value: `${inDriver} merge-driver --virtual ${places}` },
    { key: 'mergetool.selvedge.cmd', value: `${shell} mergetool -- "$LOCAL" "$BASE" "$REMOTE" "$MERGED"` },
    { key: 'mergetool.selvedge.trustExitCode', value: 'true' },
  ];
}

/** One word for a POSIX shell, which git brings along on every system. */
const quoteForShell = (text: string): string => `'${text.replaceAll('\\', '/').replaceAll("'", `'\\''`)}'`;
