import type { InputOf, OutputOf } from '../../contract/index';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { ResourceRow, ResourceState } from '../../contract/fabric/resources';
import type { OpenProject } from '../../contract/projects';
import { quietContext } from '../../engine/call-context';
import type { EngineCall, EngineCallName } from '../../engine/calls/engine-calls';
import type { Engine } from '../../engine/index';
import { calls } from '../../contract/index';
import { namedPath } from '../named-path';
import { readDocumentName, readResourceName } from './resource-name';

/** An opened repository that commands ask about its fabrics. */
export interface AskedFabric {
  readonly engine: Engine;
  readonly project: OpenProject;
  /** The folder of `-C`: paths count from it. */
  readonly folder: string;
}

/** Asks a call of the open project; defaults are filled in. */
export async function ask<N extends EngineCallName>(
  { engine, project }: AskedFabric,
  name: N,
  input: Omit<InputOf<N>, 'projectId'>,
): Promise<Result<OutputOf<N>>> {
  // TypeScript cannot follow that the input belongs to exactly this call; the schema checks it.
  const call = engine.calls[name] as unknown as EngineCall<N>;
  const parsed = calls[name].input.safeParse({ ...input, projectId: project.projectId });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail({
      code: 'bad-input',
      where: issue?.path.join('.') ?? name,
      problem: issue?.message ?? 'not understood',
    });
  }
  return (await call(parsed.data as unknown as Parameters<EngineCall<N>>[0], quietContext())) as Result<OutputOf<N>>;
}

const usage = (where: string, problem: string): Result<never> => fail({ code: 'bad-input', where, problem });

/** How a fabric directory is called on the command line; `.` is the repository itself. */
export const rootName = (root: string): string => (root === '' ? '.' : root);

/** The fabric directory of `--fabric`, or the only one there is. */
export async function chooseFabric(asked: AskedFabric, wanted: string | null): Promise<Result<string>> {
  const overview = await ask(asked, 'fabric.overview', {});
  if (!overview.ok) return overview;
  const roots = overview.value.fabrics.map(({ root }) => root);
  if (wanted === null) {
    if (roots.length === 1 && roots[0] !== undefined) return ok(roots[0]);
    if (roots.length === 0) return usage('--fabric', 'there is no fabric directory in this repository');
    return usage('--fabric', `there are several fabric directories: ${roots.map(rootName).join(', ')}`);
  }
  const path = await fabricPath(asked, wanted);
  return roots.includes(path)
    ? ok(path)
    : usage('--fabric', `${wanted} is none of them: ${roots.map(rootName).join(', ') || 'there is none'}`);
}

/** The folder of `--fabric` as the repository calls it. */
export async function fabricPath({ folder, project }: AskedFabric, wanted: string): Promise<string> {
  const path = await namedPath(wanted, folder, project.root);
  return path.replace(/^\.$/, '').replace(/\/+$/, '');
}

/** The fabric directories that a command is about: the one of `--fabric`, or all. */
export async function chooseFabrics(asked: AskedFabric, wanted: string | null): Promise<Result<readonly string[]>> {
  if (wanted !== null) {
    const one = await chooseFabric(asked, wanted);
    return one.ok ? ok([one.value]) : one;
  }
  const overview = await ask(asked, 'fabric.overview', {});
  return overview.ok ? ok(overview.value.fabrics.map(({ root }) => root)) : overview;
}

/** Every row that a name means: `Kind/name`, or `path#2` for one document. */
export async function findRows(
  asked: AskedFabric,
  text: string,
  { fabric, states }: { readonly fabric: string | null; readonly states: readonly ResourceState[] },
): Promise<Result<readonly ResourceRow[]>> {
  const chosen = fabric === null ? null : await chooseFabric(asked, fabric);
  if (chosen?.ok === false) return chosen;
  const narrow = { ...(chosen === null ? {} : { fabric: chosen.value }), limit: 100_000 };
  const place = readDocumentName(text);
  if (place) {
    const path = await namedPath(place.path, asked.folder, asked.project.root);
    const rows = await ask(asked, 'fabric.resources', { ...narrow, paths: [path], order: 'path' });
    return rows.ok ? ok(rows.value.rows.filter(({ document }) => document === place.document)) : rows;
  }
  const named = readResourceName(text);
  if (!named) return usage('resource', `${text} is neither Kind/name nor path#document`);
  const rows = await ask(asked, 'fabric.resources', { ...narrow, kinds: [named.kind], states: [...states] });
  return rows.ok ? ok(rows.value.rows.filter(({ name }) => name === named.name)) : rows;
}

/** Nothing has this name, unless it stands where nothing can be read. */
async function notFound(asked: AskedFabric, text: string, fabric: string | null): Promise<Result<never>> {
  const rows = await findBroken(asked, fabric);
  if (!rows.ok) return rows;
  const paths = [...new Set(rows.value.map(({ path }) => path))];
  return fail(
    paths.length === 0 || readDocumentName(text)
      ? { code: 'file-missing', path: text }
      : { code: 'maybe-unread', what: text, paths },
  );
}

async function findBroken(asked: AskedFabric, fabric: string | null): Promise<Result<readonly ResourceRow[]>> {
  const chosen = fabric === null ? null : await chooseFabric(asked, fabric);
  if (chosen?.ok === false) return chosen;
  const narrow = chosen === null ? {} : { fabric: chosen.value };
  const rows = await ask(asked, 'fabric.resources', { ...narrow, states: ['broken'], limit: 100_000 });
  return rows.ok ? ok(rows.value.rows.filter((row) => row.fabric !== null)) : rows;
}

/** The one row that a name means; several are told apart by `--fabric` or `path#2`. */
export async function findRow(
  asked: AskedFabric,
  text: string,
  options: { readonly fabric: string | null; readonly states: readonly ResourceState[] },
): Promise<Result<ResourceRow>> {
  const rows = await findRows(asked, text, options);
  if (!rows.ok) return rows;
  const [row, second] = rows.value;
  if (!row) return notFound(asked, text, options.fabric);
  if (!second) return ok(row);
  const places = rows.value.map(({ path, document }) => `${path}#${document + 1}`).join(', ');
  return usage('resource', `${text} stands in several places: ${places}`);
}
