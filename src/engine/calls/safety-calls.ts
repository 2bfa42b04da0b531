import type { CheckpointPreview, Checkpoint as ToldCheckpoint } from '../../contract/checkpoints';
import { ok } from '../../contract/call';
import type { OutputOf } from '../../contract/index';
import { redact } from '../operations/audit/audit';
import { namesOf } from '../operations/audit/finding';
import type { AuditReport } from '../operations/audit/verify-audit';
import type { Checkpoint, RollbackPreview } from '../operations/checkpoints/checkpoints';
import type { OpenProjects } from '../projects/open-projects';
import { exportAudit } from '../upkeep/export-audit';
import type { CallsOf } from './engine-calls';

type SafetyCalls = CallsOf<'checkpoints'> & CallsOf<'locks'> & CallsOf<'audit'>;

/** Checkpoints, locks and the audit trail. */
export const safetyCalls = (projects: OpenProjects): SafetyCalls => ({
  ...checkpointCalls(projects),
  'locks.list': (input) =>
    projects.use(input.projectId, async ({ operations }) =>
      ok({ holder: await operations.lockHolder(), git: await operations.locks.git() }),
    ),
  'locks.remove': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.locks.remove(input.path, context)),
  'audit.list': (input) =>
    projects.use(input.projectId, async ({ operations }) => {
      const { events, total } = await operations.audit.list(input.limit);
      const rows = events.map(({ sequence, at, actor, title, kind, result, operation, paths }) => ({
        ...{ sequence, at, actor, title, kind, result },
        operationId: operation,
        pathCount: paths.length,
      }));
      return ok({ rows, total });
    }),
  'audit.verify': (input) =>
    projects.use(input.projectId, async ({ operations }) => ok(tellAudit(await operations.audit.verify()))),
  'audit.accept': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const done = await operations.audit.accept(input.look, context);
      return done.ok ? ok(tellAudit(await operations.audit.verify())) : done;
    }),
  'audit.export': (input) => projects.use(input.projectId, (project) => exportAudit(project, input.folder)),
});

const checkpointCalls = (projects: OpenProjects): CallsOf<'checkpoints'> => ({
  'checkpoints.list': (input) =>
    projects.use(input.projectId, async ({ operations }) =>
      ok((await operations.checkpoints.list()).map(tellCheckpoint)),
    ),
  'checkpoints.create': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const made = await operations.checkpoints.create(redact(input.name), context);
      return made.ok ? ok(tellCheckpoint(made.value)) : made;
    }),
  'checkpoints.delete': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const deleted = await operations.checkpoints.delete(input.backupId, context);
      return deleted.ok ? ok(tellCheckpoint(deleted.value)) : deleted;
    }),
  'checkpoints.preview': (input) =>
    projects.use(input.projectId, async ({ operations }) => {
      const preview = await operations.checkpoints.preview(input.backupId);
      return preview.ok ? ok(tellPreview(preview.value)) : preview;
    }),
  'checkpoints.roll-back': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const done = await operations.checkpoints.rollBackTo(input.backupId, context);
      return done.ok ? ok({ ...done.value, different: [...done.value.different] }) : done;
    }),
});

/** Lines that are shown; all of them are in the export. */
const shownLines = 20;

const tellAudit = ({ open, ...report }: AuditReport): OutputOf<'audit.verify'> => ({
  ...{ records: report.records, seals: report.seals, sound: report.sound },
  problems: [...report.problems],
  accepted: [...report.accepted],
  lines: open.flatMap(({ text }) => text ?? []).slice(0, shownLines),
  look: open.length === 0 ? null : namesOf(open),
  proven: [...report.proven],
  notProven: [...report.notProven],
});

const tellCheckpoint = ({ backup, name, leftOut, removedTree }: Checkpoint): ToldCheckpoint => ({
  backupId: backup.backupId,
  name,
  at: backup.at,
  fileCount: backup.fileCount,
  sizeBytes: backup.sizeBytes,
  ...(leftOut.length === 0 ? {} : { leftOut: [...leftOut] }),
  ...(removedTree === undefined ? {} : { removedTree }),
});

const tellPreview = ({ checkpoint, files, state }: RollbackPreview): CheckpointPreview => ({
  checkpoint: tellCheckpoint(checkpoint),
  files: files
    .filter(({ pre, post }) => pre.kind !== 'directory' && post.kind !== 'directory')
    .map(({ path, pre, post }) => ({
      path,
      effect: pre.kind === 'absent' ? 'create' : post.kind === 'absent' ? 'delete' : 'replace',
    })),
  refs: (state?.refs ?? []).map(({ name, pre, post }) => ({ name, now: pre, then: post })),
  headMoves: state !== null && state.head.pre !== state.head.post,
  stagedChanges: state !== null && state.index !== null,
});
