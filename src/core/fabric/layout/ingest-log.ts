import { belowRoot, underRoot } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import type { ArchiveLog, LoggedFile, PlanStep, PlannedStep } from '../plan/plan-step';
import { pathOfStep } from '../plan/plan-step';
import { blockLines } from '../plan/write-value';
import type { ArchiveStrategy } from '../policy/policy';
import { asRecord } from '../value';

/** 2026-01-05T08:00:00.000Z → 20260105_080000. */
const stamp = (at: string): string => at.slice(0, 19).replace(/[-:]/g, '').replace('T', '_');

/** The field's own names for what becomes of originals, as a manifest has them. */
export const archiveNames: Readonly<Record<ArchiveStrategy, string>> = {
  rename: 'rename_with_extension',
  move: 'move_to_archive_dir',
  timestamp: 'backup_with_timestamp',
  keep: 'none',
};

/** What becomes of originals here: the policy's word, else the manifest's. `unknown`: a word that means nothing. */
export function archiveStrategy({ root, files, policy }: Fabric): {
  readonly strategy: ArchiveStrategy;
  readonly unknown: string | null;
} {
  const { archive } = policy.directories;
  if (archive !== null) return { strategy: archive, unknown: null };
  const manifest = files.find(({ path }) => path === underRoot(root, '.hnp/manifest.yaml'));
  const [document] = manifest?.documents.filter(({ value }) => value !== null) ?? [];
  const said = asRecord(document?.value)['archive_strategy'];
  if (said === undefined || said === null) return { strategy: 'rename', unknown: null };
  const [known] = Object.entries(archiveNames).find(([, name]) => name === said) ?? [];
  return known === undefined
    ? { strategy: 'rename', unknown: typeof said === 'string' ? said : JSON.stringify(said) }
    : { strategy: known as ArchiveStrategy, unknown: null };
}

/**
 * Where the original of a raw file is kept, as the archive strategy says; null: nowhere. `rename`: beside it
 * as `.archived`; `move`: below `.archive`; `timestamp`: there too, with the time in its name.
 */
export function archivePath(fabric: Fabric, path: string, taken: ReadonlySet<string>, at: string): string | null {
  const { strategy } = archiveStrategy(fabric);
  if (strategy === 'keep') return null;
  const inside = underRoot(fabric.root, `.archive/${belowRoot(path, fabric.root)}`);
  const stem =
    strategy === 'rename' ? `${path}.archived` : strategy === 'move' ? inside : `${inside}.${stamp(at)}.backup`;
  for (let count = 0; ; count += 1) {
    const to = count === 0 ? stem : `${stem}.${count}`;
    if (!taken.has(to)) return to;
  }
}

const logPath = (root: string): string => underRoot(root, '.hnp/archive-log.yaml');

/** The log of what a plan sorts, as data: steps that turn out impossible are taken out of it later. */
export const archiveLog = ({ root, files: known }: Fabric, at: string, files: readonly LoggedFile[]): ArchiveLog => ({
  root,
  at,
  isThere: known.some((file) => file.path === logPath(root)),
  files,
});

/** One entry a file in `.hnp/archive-log.yaml`, in the plugin's fields; whichever of its two shapes the log has stays. */
export function logSteps({ root, at, isThere, files }: ArchiveLog): PlannedStep[] {
  if (files.length === 0) return [];
  const path = logPath(root);
  const why = 'the archive log tells what became of each file';
  const entries = files.map(({ original, documents, created, archivedTo }) => ({
    operation: 'ingestion',
    timestamp: at,
    original_file: belowRoot(original, root),
    document_count: documents,
    documents_created: created.map((one) => belowRoot(one, root)),
    archived_to: archivedTo === null ? null : belowRoot(archivedTo, root),
  }));
  if (isThere)
    return entries.map((value) => ({
      step: { action: 'append', path, document: 0, at: ['operations'], value },
      why,
    }));
  const lines = blockLines({ version: '1.0', created_at: at, operations: entries }, 0) ?? [];
  return [{ step: { action: 'create-file', path, text: `${lines.join('\n')}\n` }, why }];
}

/**
 * The steps that are left of a plan when some cannot be done. What makes no sense without those goes too: annotations of
 * a document that stays, the kept original of a file of which nothing moves, and what the log would say about either.
 */
export function withoutRefused(
  steps: readonly PlannedStep[],
  refused: readonly PlanStep[],
  log: ArchiveLog | undefined,
): { readonly steps: readonly PlannedStep[]; readonly log: ArchiveLog | undefined } {
  const staying = refused.filter((step) => step.action === 'move');
  const isLog = (step: PlanStep): boolean => log !== undefined && pathOfStep(step) === logPath(log.root);
  const files = (log?.files ?? []).flatMap((file) => {
    const gone = staying.filter(({ path }) => path === file.original);
    const created = file.created.filter((to) => !gone.some((step) => step.to === to));
    return created.length === 0 ? [] : [{ ...file, created }];
  });
  const moves = steps.flatMap(({ step }) => (step.action === 'move' && !refused.includes(step) ? [step.path] : []));
  const isLeft = (step: PlanStep): boolean => {
    if (refused.includes(step)) return false;
    if (step.action === 'annotate')
      return !staying.some(({ path, document }) => path === step.path && document === step.document);
    return step.action !== 'copy-file' || !staying.some(({ path }) => path === step.path) || moves.includes(step.path);
  };
  const left = steps.filter(({ step }) => isLeft(step));
  if (log === undefined) return { steps: left, log };
  // A log that cannot be written is not tried again.
  if (refused.some(isLog)) return { steps: left, log: undefined };
  const rest = { ...log, files };
  return { steps: [...left.filter(({ step }) => !isLog(step)), ...logSteps(rest)], log: rest };
}
