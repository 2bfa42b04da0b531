import { access } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import type { Problem, RuleDescription } from '../../contract/problems';
import { revealCharacters } from '../../core/text/reveal-characters';
import { createGit } from '../../engine/git/create-git';
import { findGit } from '../../engine/git/find-git';
import { listWorkingFiles } from '../../engine/git/list-working-files';
import { openRepository } from '../../engine/git/open-repository';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { namedPath } from '../named-path';
import type { AskedFabric } from '../fabric/ask-fabric';
import { ask } from '../fabric/ask-fabric';
import { folderProblems } from '../fabric/plain-folder';
import type { ProblemFormat } from '../fabric/problem-formats';
import { problemsAsGitHub, problemsAsText } from '../fabric/problem-formats';
import type { NotChecked } from '../fabric/not-checked';
import { notCheckedAsText, whatIsNotChecked } from '../fabric/not-checked';
import { sarifOf } from '../fabric/sarif';
import { type ProjectOptions, withProject } from '../with-project';

export interface ValidateOptions extends ProjectOptions {
  /** Files and folders; empty: everything. */
  readonly paths: readonly string[];
  /** A revision: what the rules about changes say, and what is new since. */
  readonly against: string | null;
  readonly onlyNew: boolean;
  /** Warnings count as errors for the exit code. */
  readonly strict: boolean;
  readonly format: ProblemFormat;
  /** Another policy file than the repository's. */
  readonly policy: string | null;
  readonly version: string;
}

interface Judged {
  readonly problems: readonly Problem[];
  readonly rules: readonly RuleDescription[];
  readonly notOffline: readonly NotChecked[];
  readonly resolved: number | null;
  /** Extensions of the person, or rules of theirs, that said nothing because they failed. */
  readonly extensionProblems: readonly { readonly file: string; readonly reason: string }[];
}

/** Judges a repository, or a plain folder, by every rule; exit code 1 when there are errors. */
export async function validateCommand(options: ValidateOptions, terminal: Terminal): Promise<number> {
  if (options.onlyNew && options.against === null)
    return endWithFailure(
      { code: 'bad-input', where: '--only-new', problem: 'it says what is new since --against, which is missing' },
      options,
      terminal,
    );
  const folder = resolve(options.repository);
  const root = await repositoryRoot(folder);
  if (root === null || options.policy !== null) {
    const judged = await judgeFolder(options, root ?? folder, root !== null);
    return judged.ok ? print(judged.value, options, terminal) : endWithFailure(judged.failure, options, terminal);
  }
  return withProject(options, terminal, async (engine, project) => {
    const judged = await judgeRepository(options, { engine, project, folder: options.repository });
    return judged.ok ? print(judged.value, options, terminal) : endWithFailure(judged.failure, options, terminal);
  });
}

/** Null: a folder without git, or a machine without it. What else is wrong is said when the repository is opened. */
async function repositoryRoot(folder: string): Promise<string | null> {
  const git = await findGit();
  if (!git.ok) return null;
  const found = await openRepository(folder, git.value);
  if (found.ok) return found.value.place.root;
  return found.failure.code === 'not-a-repository' ? null : folder;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The first path of the command line that is not there. */
async function missingPath(options: ValidateOptions): Promise<string | null> {
  for (const path of options.paths) if (!(await isThere(resolve(options.repository, path)))) return path;
  return null;
}

const notThere = (path: string): Failure => ({ code: 'file-missing', path });

const isBelow = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

const narrowed = (problems: readonly Problem[], paths: readonly string[]): readonly Problem[] =>
  paths.length === 0 ? problems : problems.filter(({ path }) => paths.some((one) => isBelow(path, one)));

async function judgeFolder(options: ValidateOptions, root: string, isRepository: boolean): Promise<Result<Judged>> {
  if (options.against !== null)
    return fail(
      isRepository
        ? { code: 'bad-input', where: '--policy', problem: 'it cannot be used together with --against' }
        : { code: 'not-a-repository', path: root },
    );
  if (!(await isThere(root))) return fail({ code: 'path-missing', path: root });
  const missing =
    (await missingPath(options)) ?? (options.policy && !(await isThere(options.policy)) ? options.policy : null);
  if (missing !== null) return fail(notThere(missing));
  const paths = options.paths.map((path) => relative(root, resolve(options.repository, path)).split(sep).join('/'));
  const listing = isRepository ? await workingFiles(root) : ok(null);
  if (!listing.ok) return listing;
  const judged = await folderProblems(root, listing.value, options.policy, {});
  if (!judged.ok) return judged;
  return ok({ ...judged.value, problems: narrowed(judged.value.problems, paths), resolved: null });
}

async function workingFiles(root: string): Promise<Result<Uint8Array>> {
  const executable = await findGit();
  if (!executable.ok) return executable;
  const found = await openRepository(root, executable.value);
  return found.ok ? listWorkingFiles(createGit(found.value.place, executable.value), 'everything') : found;
}

/** More than anybody reads; a fabric with more problems has one cause. */
const mostProblems = 100_000;

async function judgeRepository(options: ValidateOptions, asked: AskedFabric): Promise<Result<Judged>> {
  const { root } = asked.project;
  const paths = await Promise.all(options.paths.map((path) => namedPath(path, options.repository, root)));
  const plain = paths.map((path) => path.replace(/^\.$/, ''));
  // A path that is gone is one when something was there at the other moment.
  const missing = options.against === null ? await missingPath(options) : null;
  if (missing !== null) return fail(notThere(missing));
  // Nothing of it was read, so nothing can be said of it.
  const outside = plain.findIndex((path) => /^(\.\.|\.git)(\/|$)/i.test(path));
  if (outside >= 0) return fail({ code: 'path-outside-project', path: options.paths[outside] ?? '' });
  const list = await ask(asked, 'problems.list', { limit: mostProblems });
  if (!list.ok) return list;
  const rules = await ask(asked, 'problems.rules', {});
  if (!rules.ok) return rules;
  const overview = await ask(asked, 'fabric.overview', {});
  if (!overview.ok) return overview;
  const known = { ...rules.value, extensionProblems: overview.value.extensions.problems };
  if (options.against === null) return ok({ ...known, problems: narrowed(list.value.problems, plain), resolved: null });
  const gone = await unknownPath(options, asked, plain);
  if (!gone.ok) return gone;
  const against = await ask(asked, 'problems.against', { before: { kind: 'revision', revision: options.against } });
  if (!against.ok) return against;
  const { changes, introduced, resolved } = against.value;
  // The same problem in both lists stands where something changed.
  const brought = new Map(introduced.map((problem) => [problem.id, problem]));
  const all = list.value.problems.map((problem) => brought.get(problem.id) ?? problem);
  const problems = [...changes, ...(options.onlyNew ? introduced : all)];
  return ok({ ...known, problems: narrowed(problems, plain), resolved });
}

/** A path that is not there now has to be one of the revision. Fails with `file-missing` for one of neither. */
async function unknownPath(
  { paths, repository, against }: ValidateOptions,
  asked: AskedFabric,
  plain: readonly string[],
): Promise<Result<null>> {
  const absent: number[] = [];
  for (const [index, path] of paths.entries()) if (!(await isThere(resolve(repository, path)))) absent.push(index);
  if (absent.length === 0 || against === null) return ok(null);
  const rows = await ask(asked, 'fabric.resources', {
    moment: { kind: 'revision', revision: against },
    limit: mostProblems,
  });
  if (!rows.ok) return rows;
  const lost = absent.find((index) => !rows.value.rows.some(({ path }) => isBelow(path, plain[index] ?? '')));
  return lost === undefined ? ok(null) : fail(notThere(paths[lost] ?? ''));
}

interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const fromOne = <T extends Stretch>(place: T): T => ({
  ...place,
  line: place.line + 1,
  column: place.column + 1,
  endLine: place.endLine + 1,
  endColumn: place.endColumn + 1,
});

/** Lines and columns as editors, SARIF and the text format count them. */
const countedFromOne = (problem: Problem): Problem => ({ ...fromOne(problem), related: problem.related.map(fromOne) });

function print(judged: Judged, options: ValidateOptions, terminal: Terminal): number {
  const { problems, resolved } = judged;
  for (const { file, reason } of judged.extensionProblems)
    terminal.error(`selvedge: your extension ${revealCharacters(`${file}: ${reason}`)}`);
  const notChecked = whatIsNotChecked(judged, options.against !== null);
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  const bad = counts.error > 0 || (options.strict && counts.warning > 0);
  switch (options.format) {
    case 'json':
      printJson(terminal, {
        valid: !bad,
        counts,
        resolved,
        problems: problems.map(countedFromOne),
        notChecked,
        extensionProblems: judged.extensionProblems,
      });
      break;
    case 'sarif':
      terminal.out(JSON.stringify(sarifOf(judged, options.version), null, 2));
      break;
    case 'github':
      terminal.out(problems.length === 0 ? 'No problems were found.' : problemsAsGitHub(problems));
      break;
    case 'text':
      terminal.out(problemsAsText(problems));
      if (resolved !== null && resolved > 0) terminal.out(`${resolved} solved since ${options.against ?? ''}`);
      terminal.out(notCheckedAsText(notChecked));
      break;
  }
  return exitCodes[bad ? 'conflicts' : 'done'].code;
}
