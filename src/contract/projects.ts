import { z } from 'zod';
import { call } from './call';
import { Instant, ProjectId, ProjectPath, inProject } from './basics';

/** A repository that was opened before. `missing`: its folder is not there now. */
export const RecentProject = z.object({
  path: z.string(),
  name: z.string(),
  lastOpened: Instant,
  state: z.enum(['ready', 'missing', 'not-a-repository']),
  branch: z.string().nullable(),
});
export type RecentProject = z.infer<typeof RecentProject>;

export const OpenProject = z.object({
  projectId: ProjectId,
  name: z.string(),
  /** Absolute path of the working tree. */
  root: z.string(),
  gitDir: z.string(),
  /** Things that are worth saying once, in words (for instance "Watching is off, checking every 5 s"). */
  notices: z.array(z.string()),
  /** What is different here from git in a terminal: programs that are not run, parts that are not there. In words. */
  differences: z.array(z.string()).optional(),
});
export type OpenProject = z.infer<typeof OpenProject>;

export const projectCalls = {
  'projects.recent': call(z.object({}), z.array(RecentProject)),
  /** `remember` false: it is not put into the list of recent ones. */
  'projects.open': call(z.object({ path: z.string().min(1), remember: z.boolean().default(true) }), OpenProject),
  'projects.close': call(inProject, z.object({})),
  'projects.forget': call(z.object({ path: z.string() }), z.object({})),
  /** Shows the system's folder dialog; null when the person backed out. */
  'projects.choose-folder': call(z.object({ title: z.string() }), z.object({ path: z.string().nullable() })),
  /** Makes the demo fabric below `parent` (or a place of ours) and answers its path. */
  'projects.create-demo': call(z.object({ parent: z.string().nullable() }), z.object({ path: z.string() })),
  /** The path that the app was started with, once; `conflict`: what somebody waits for, from the project's root. */
  'projects.take-startup-path': call(
    z.object({}),
    z.object({ path: z.string().nullable(), conflict: ProjectPath.optional() }),
  ),
} as const;
