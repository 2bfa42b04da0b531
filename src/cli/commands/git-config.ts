import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { revealCharacters } from '../../core/text/reveal-characters';
import { failureOfDisk } from '../../engine/faults/failure-of-disk';
import { editSettings, type SettingsEditor } from '../../engine/git/edit-settings';
import { findGit, type GitExecutable } from '../../engine/git/find-git';
import { findBarePlace, findPlace } from '../../engine/git/find-place';
import type { Place } from '../../engine/git/git';
import { versionAtLeast } from '../../engine/git/git-version';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { competingLines, withAttributes, withoutAttributes } from '../git-config/attributes-block';
import { readAttributes, writeAttributes } from '../git-config/attributes-file';
import { doorSettings, ownSections } from '../git-config/git-settings';
import { launcherPath } from '../git-config/launcher-path';
import { writeTrackedAttributes } from '../git-config/tracked-attributes';

export interface GitConfigOptions {
  readonly action: 'install' | 'uninstall';
  readonly scope: 'local' | 'global';
  /** Folder of the repository, `-C`. */
  readonly repository: string;
  /** The attributes go into the repository's `.gitattributes`, which everybody gets, instead of a file of this clone. */
  readonly tracked: boolean;
  readonly dryRun: boolean;
  /** What git shall start; the launcher unless told. */
  readonly program: string | null;
  readonly json: boolean;
}

/** One line that changes, as a person would look for it. */
interface LineChange {
  readonly file: string;
  readonly change: 'add' | 'replace' | 'remove';
  readonly line: string;
}

interface Plan {
  readonly lines: readonly LineChange[];
  readonly warnings: readonly string[];
  apply(): Promise<Result<null>>;
}

/** Makes Selvedge git's merge driver and merge tool, or takes it away again. Shows every line; nothing else changes. */
export async function gitConfigCommand(options: GitConfigOptions, terminal: Terminal): Promise<number> {
  const planned = await plan(options, terminal);
  if (!planned.ok) return endWithFailure(planned.failure, options, terminal);
  const { lines, warnings } = planned.value;
  if (!options.dryRun && lines.length > 0) {
    const applied = await planned.value.apply();
    if (!applied.ok) return endWithFailure(applied.failure, options, terminal);
  }
  const { dryRun } = options;
  if (options.json) printJson(terminal, { changed: !dryRun && lines.length > 0, dryRun, lines, warnings });
  else tell(options, lines, warnings, terminal);
  return exitCodes.done.code;
}

function tell(
  { action, scope, dryRun, tracked }: GitConfigOptions,
  lines: readonly LineChange[],
  warnings: readonly string[],
  terminal: Terminal,
): void {
  const signs = { add: '+', replace: '~', remove: '-' } as const;
  for (const file of new Set(lines.map((line) => line.file))) {
    terminal.out(revealCharacters(file));
    for (const one of lines.filter((line) => line.file === file))
      terminal.out(`  ${signs[one.change]} ${revealCharacters(one.line)}`);
  }
  for (const warning of warnings) terminal.error(`selvedge: ${revealCharacters(warning)}`);
  if (lines.length === 0)
    terminal.out(action === 'install' ? 'Everything is there already.' : 'There is nothing of ours.');
  else if (dryRun) terminal.out('Nothing was changed; this is what would be.');
  else if (action === 'install')
    terminal.out(
      `Done. Take it back with: selvedge git-config uninstall --${scope}${tracked ? ' --gitattributes' : ''}`,
    );
  else terminal.out('Done.');
}

async function plan(options: GitConfigOptions, terminal: Terminal): Promise<Result<Plan>> {
  const git = await findGit();
  if (!git.ok) return git;
  const folder = resolve(options.repository);
  const bare = await findBarePlace(folder);
  if (bare !== null && options.tracked) return fail({ code: 'bare-repository', path: folder });
  const place = bare ?? (await findPlace(folder, {}));
  if ((options.scope === 'local' || options.tracked) && place === null)
    return fail({ code: 'not-a-repository', path: folder });
  const editor = editSettings(git.value, options.scope === 'global' ? { kind: 'global' } : { kind: 'local', folder });
  const settings = await planSettings(options, git.value, editor);
  if (!settings.ok) return settings;
  const file = await attributesFile(options, place, editor);
  if (!file.ok) return file;
  const attributes = await planAttributes(options, file.value, terminal);
  if (!attributes.ok) return attributes;
  const competes = options.action === 'install' && options.scope === 'local' && !options.tracked && place !== null;
  return ok({
    lines: [...settings.value.lines, ...attributes.value.lines],
    warnings: competes ? await competing(join(place.root, '.gitattributes')) : [],
    // Attributes first on the way out, last on the way in: git never meets a driver that is named but not there.
    async apply() {
      const steps = [settings.value.apply, attributes.value.apply];
      for (const step of options.action === 'install' ? steps : steps.reverse()) {
        const done = await step();
        if (!done.ok) return done;
      }
      return ok(null);
    },
  });
}

async function attributesFile(
  options: GitConfigOptions,
  place: Place | null,
  editor: SettingsEditor,
): Promise<Result<string>> {
  if (place !== null && options.tracked) return ok(join(place.root, '.gitattributes'));
  if (place !== null && options.scope === 'local') return ok(join(place.commonDir, 'info', 'attributes'));
  return globalAttributes(editor);
}

async function competing(path: string): Promise<string[]> {
  const text = await readAttributes(path);
  return competingLines(text.ok ? text.value : '').map(
    (line) =>
      `.gitattributes says “${line}”, but .git/info/attributes goes before it. Add that line below ours if it shall hold.`,
  );
}

async function globalAttributes(editor: SettingsEditor): Promise<Result<string>> {
  const named = await editor.read('core.attributesFile', 'path');
  if (!named.ok) return named;
  const config = process.env['XDG_CONFIG_HOME'];
  const folder = config === undefined || config === '' ? join(homedir(), '.config') : config;
  return ok(named.value ?? join(folder, 'git', 'attributes'));
}

async function planSettings(
  options: GitConfigOptions,
  git: GitExecutable,
  editor: SettingsEditor,
): Promise<Result<Omit<Plan, 'warnings'>>> {
  const file = await editor.file();
  if (!file.ok) return file;
  const program = options.action === 'uninstall' ? '' : (options.program ?? (await launcherPath()));
  if (program === null)
    return fail({
      code: 'bad-input',
      where: '--program',
      problem: 'the launcher was not found; say what git shall start',
    });
  const lines: LineChange[] = [];
  const wanted = doorSettings(program, versionAtLeast(git.version, '2.44.0'));
  const stale: typeof wanted = [];
  for (const { key, value } of wanted) {
    const now = await editor.read(key);
    if (!now.ok) return now;
    if (options.action === 'uninstall') {
      if (now.value !== null) lines.push({ file: file.value, change: 'remove', line: `${key} = ${now.value}` });
    } else if (now.value !== value) {
      lines.push({ file: file.value, change: now.value === null ? 'add' : 'replace', line: `${key} = ${value}` });
      stale.push({ key, value });
    }
  }
  const apply = async (): Promise<Result<null>> => {
    for (const { key, value } of stale) {
      const done = await editor.write(key, value);
      if (!done.ok) return done;
    }
    for (const section of options.action === 'uninstall' && lines.length > 0 ? ownSections : []) {
      const done = await editor.removeSection(section);
      if (!done.ok) return done;
    }
    return ok(null);
  };
  return ok({ lines, apply });
}

async function planAttributes(
  options: GitConfigOptions,
  path: string,
  terminal: Terminal,
): Promise<Result<Omit<Plan, 'warnings'>>> {
  const read = await readAttributes(path);
  if (!read.ok) return read;
  const before = read.value;
  const after = options.action === 'install' ? withAttributes(before) : withoutAttributes(before);
  const change = options.action === 'install' ? 'add' : 'remove';
  const had = new Set((options.action === 'install' ? before : after).split(/\r?\n/));
  const lines = (options.action === 'install' ? after : before)
    .split(/\r?\n/)
    .filter((line) => line !== '' && !had.has(line))
    .map((line): LineChange => ({ file: path, change, line }));
  const apply = async (): Promise<Result<null>> => {
    try {
      if (before === after) return ok(null);
      if (options.tracked) return await writeTrackedAttributes(options.repository, after, terminal);
      await writeAttributes(path, after);
      return ok(null);
    } catch (error) {
      return fail<Failure>(failureOfDisk(error, path));
    }
  };
  return ok({ lines: before === after ? [] : lines, apply });
}
