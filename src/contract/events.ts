import { z } from 'zod';
import { ProjectPath } from './basics';
import { OpenProject } from './projects';

/**
 * Facts, in the past tense. They carry ids and paths, never documents: the page reads through calls.
 * `revision` counts per project; a gap means that something was missed, so everything is read again.
 */
const projectEvent = { projectId: z.string(), revision: z.number().int() };

export const AppEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('working-tree-changed'),
    ...projectEvent,
    paths: z.array(z.string()),
    everything: z.boolean(),
  }),
  z.object({ kind: z.literal('head-changed'), ...projectEvent }),
  z.object({ kind: z.literal('merge-state-changed'), ...projectEvent }),
  z.object({ kind: z.literal('operation-recorded'), ...projectEvent, operationId: z.string() }),
  /** A backup was made, let go of or found damaged without anybody asking; `notice`: worth saying, in words. */
  z.object({ kind: z.literal('backups-changed'), ...projectEvent, notice: z.string().nullable() }),
  z.object({
    kind: z.literal('watching-changed'),
    ...projectEvent,
    watching: z.enum(['events', 'polling', 'off']),
    reason: z.string().nullable(),
  }),
  /** The fabric of the working tree was judged anew, after somebody had asked about it once. */
  z.object({ kind: z.literal('problems-changed'), ...projectEvent }),
  z.object({ kind: z.literal('repository-gone'), ...projectEvent }),
  z.object({
    kind: z.literal('progress'),
    callId: z.string(),
    title: z.string(),
    done: z.number(),
    /** Null: not known. */
    total: z.number().nullable(),
    unit: z.string(),
  }),
  z.object({ kind: z.literal('settings-changed') }),
  /** `conflict`: what somebody waits for, from the project's root. */
  z.object({ kind: z.literal('project-requested'), path: z.string(), conflict: ProjectPath.optional() }),
  z.object({ kind: z.literal('project-opened'), project: OpenProject }),
  /** The application menu ran a command of the page's registry. */
  z.object({ kind: z.literal('command-requested'), command: z.string() }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
