import { ok } from '../../contract/call';
import type { Result } from '../../contract/call';
import type { PlanRequest } from '../../contract/fabric/plans';
import type { ResourceState } from '../../contract/fabric/resources';
import type { ResourceRow } from '../../contract/fabric/resources';
import { fail } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { describeFailure } from '../../core/failure/describe-failure';
import type { Terminal } from '../end';
import type { ExitName } from '../exit-codes';
import { namedPath } from '../named-path';
import type { AskedFabric } from '../fabric/ask-fabric';
import { chooseFabric, chooseFabrics, fabricPath, findRow, findRows, rootName } from '../fabric/ask-fabric';
import { readResourceName } from '../fabric/resource-name';
import type { PlanRun } from '../fabric/run-plan';
import { planInWords, runPlan } from '../fabric/run-plan';
import type { FabricAnswer } from '../fabric/with-fabric';
import { withFabric } from '../fabric/with-fabric';
import type { ProjectOptions } from '../with-project';

export interface PlanOptions extends ProjectOptions {
  readonly fabric: string | null;
  readonly dryRun: boolean;
}

function told(runs: readonly PlanRun[], ending: ExitName = 'done'): Result<FabricAnswer> {
  return ok({
    words: runs.map(planInWords).join('\n\n'),
    json: { plans: runs.map(({ fabric, preview, receipt, left }) => ({ fabric, ...preview, receipt, left })) },
    ending,
  });
}

/** What was done before a plan failed stays done, so it is told with its undo. */
function brokenOff(runs: readonly PlanRun[], fabric: string, failure: Failure): Result<FabricAnswer> {
  const { title, sentence } = describeFailure(failure);
  const done = told(runs, 'failed');
  if (!done.ok) return done;
  const { words, json, ending } = done.value;
  return ok({
    words: `${words}\n\nIn ${rootName(fabric)} it could not go on: ${title}\n${sentence}`,
    json: { ...json, ok: false, failure: { fabric, ...failure, title, sentence } },
    ...(ending ? { ending } : {}),
  });
}

async function runOne(
  asked: AskedFabric,
  fabric: string,
  request: PlanRequest,
  dryRun: boolean,
): Promise<Result<FabricAnswer>> {
  const run = await runPlan(asked, { fabric, request, dryRun });
  return run.ok ? told([run.value]) : run;
}

/** One plan in every fabric directory that is meant. Exit code 1 when something is left to do. */
function runEverywhere(options: PlanOptions, terminal: Terminal, request: PlanRequest): Promise<number> {
  return withFabric(options, terminal, async (asked) => {
    const fabrics = await chooseFabrics(asked, options.fabric);
    if (!fabrics.ok) return fabrics;
    if (fabrics.value.length === 0)
      return ok({ words: 'There is no fabric directory here.', json: { plans: [] }, ending: 'done' });
    const runs: PlanRun[] = [];
    for (const fabric of fabrics.value) {
      const run = await runPlan(asked, { fabric, request, dryRun: options.dryRun });
      if (!run.ok) return runs.some(({ receipt }) => receipt !== null) ? brokenOff(runs, fabric, run.failure) : run;
      runs.push(run.value);
    }
    const open = runs.some(({ preview, receipt, left }) =>
      receipt === null
        ? preview.files.length > 0 || preview.review.length > 0
        : (left ?? 0) > 0 || preview.review.length > 0,
    );
    return told(runs, open ? 'conflicts' : 'done');
  });
}

/** Sorts `raw/` into `managed/`. */
export const ingestCommand = (
  options: PlanOptions & { readonly fromRoot: boolean },
  terminal: Terminal,
): Promise<number> => runEverywhere(options, terminal, { kind: 'ingest', fromRoot: options.fromRoot });

/** Looks at, or repairs, the folders of fabric directories. */
export const structureCommand = (
  options: PlanOptions & { readonly moves: boolean },
  terminal: Terminal,
): Promise<number> => runEverywhere(options, terminal, { kind: 'structure', moves: options.moves });

/** Makes the folders of a new fabric directory, or what an existing one lacks. */
export const createStructureCommand = (
  options: PlanOptions & { readonly folder: string },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const fabric = await fabricPath(asked, options.folder);
    return runOne(asked, fabric, { kind: 'structure', moves: false }, options.dryRun);
  });

type DuplicateAction = Extract<PlanRequest, { kind: 'duplicates' }>['action'];

/** Clears up duplicates. */
export const clearDuplicatesCommand = (
  options: PlanOptions & { readonly action: DuplicateAction },
  terminal: Terminal,
): Promise<number> =>
  runEverywhere(options, terminal, {
    kind: 'duplicates',
    winners: {},
    ...(options.action === undefined ? {} : { action: options.action }),
  });

/** Renames a resource, or a part of it, and everything that names it. */
export const renameCommand = (
  options: PlanOptions & { readonly resource: string; readonly to: string },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const named = readResourceName(options.resource);
    if (!named) return fail({ code: 'bad-input', where: 'resource', problem: `${options.resource} is not Kind/name` });
    const { kind, name, part } = named;
    const row = await findRow(asked, `${kind}/${name}`, { fabric: options.fabric, states: ['live'] });
    if (!row.ok) return row;
    const request: PlanRequest = {
      kind: 'rename',
      resource: { kind, name, namespace: row.value.namespace ?? 'default' },
      to: options.to,
      ...(part === null ? {} : { part }),
    };
    return runOne(asked, row.value.fabric ?? '', request, options.dryRun);
  });

const keyOfRow = ({ group, kind, namespace, name }: ResourceRow): string =>
  `${group ?? ''}/${kind ?? ''}/${namespace ?? ''}/${name ?? ''}`;

type Target = Extract<PlanRequest, { kind: 'disable' }>['documents'][number];

const targetOf = (row: ResourceRow): Target => ({
  path: row.path,
  document: row.document,
  ...(row.state === 'live' || row.state === 'copy' ? { key: keyOfRow(row) } : {}),
});

/** Why a live resource was not found, when it is there commented out. */
async function commentedOut(
  asked: AskedFabric,
  name: string,
  fabric: string | null,
  failure: Failure,
): Promise<Result<never>> {
  if (failure.code !== 'file-missing') return fail(failure);
  const row = await findRow(asked, name, { fabric, states: ['disabled'] });
  return row.ok
    ? fail({ code: 'bad-input', where: 'resource', problem: `${name} is commented out already (${row.value.path})` })
    : fail(failure);
}

/** Plans about documents that are named one by one; all must lie in one fabric directory. */
function aboutDocuments(
  options: PlanOptions & { readonly resources: readonly string[] },
  terminal: Terminal,
  states: readonly ResourceState[],
  requestFor: (rows: readonly ResourceRow[], asked: AskedFabric) => Promise<PlanRequest> | PlanRequest,
): Promise<number> {
  return withFabric(options, terminal, async (asked) => {
    const rows: ResourceRow[] = [];
    for (const name of options.resources) {
      const row = await findRow(asked, name, { fabric: options.fabric, states });
      if (!row.ok) return states.includes('live') ? await commentedOut(asked, name, options.fabric, row.failure) : row;
      rows.push(row.value);
    }
    const fabrics = [...new Set(rows.map(({ fabric }) => fabric))];
    const [fabric = null] = fabrics;
    if (fabrics.length > 1)
      return fail({ code: 'bad-input', where: 'resource', problem: 'they lie in several fabric directories' });
    if (fabric === null)
      return fail({ code: 'bad-input', where: 'resource', problem: 'it lies in no fabric directory' });
    return runOne(asked, fabric, await requestFor(rows, asked), options.dryRun);
  });
}

export const disableCommand = (
  options: PlanOptions & { readonly resources: readonly string[]; readonly reason: string },
  terminal: Terminal,
): Promise<number> =>
  aboutDocuments(options, terminal, ['live', 'copy'], (rows) => ({
    kind: 'disable',
    documents: rows.map(targetOf),
    reason: options.reason,
  }));

export const deleteCommand = (
  options: PlanOptions & { readonly resources: readonly string[]; readonly withReferrers: boolean },
  terminal: Terminal,
): Promise<number> =>
  aboutDocuments(options, terminal, ['live', 'copy'], (rows) => ({
    kind: 'delete',
    documents: rows.map(targetOf),
    withReferrers: options.withReferrers,
  }));

export const moveCommand = (
  options: PlanOptions & { readonly resources: readonly string[]; readonly to: string },
  terminal: Terminal,
): Promise<number> =>
  aboutDocuments(options, terminal, ['live', 'copy'], async (rows, { folder, project }) => ({
    kind: 'move',
    documents: rows.map(targetOf),
    to: await namedPath(options.to, folder, project.root),
  }));

/** Which of the commented-out resources of its document a row is. */
async function enableTarget(asked: AskedFabric, row: ResourceRow): Promise<Result<Target & { place: number }>> {
  const named = `${row.path}#${row.document + 1}`;
  const rows = await findRows(asked, named, { fabric: null, states: ['disabled'] });
  if (!rows.ok) return rows;
  const place = rows.value.filter(({ state }) => state === 'disabled').findIndex(({ id }) => id === row.id);
  return ok({ path: row.path, document: row.document, key: keyOfRow(row), place: Math.max(place, 0) });
}

export const enableCommand = (
  options: PlanOptions & { readonly resource: string },
  terminal: Terminal,
): Promise<number> =>
  withFabric(options, terminal, async (asked) => {
    const row = await findRow(asked, options.resource, { fabric: options.fabric, states: ['disabled'] });
    if (!row.ok) return row;
    const target = await enableTarget(asked, row.value);
    if (!target.ok) return target;
    const fabric = row.value.fabric === null ? await chooseFabric(asked, options.fabric) : ok(row.value.fabric);
    if (!fabric.ok) return fabric;
    return runOne(asked, fabric.value, { kind: 'enable', documents: [target.value] }, options.dryRun);
  });
