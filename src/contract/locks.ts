import { z } from 'zod';
import { call } from './call';
import { Receipt, inProject } from './basics';
import { LockHolder } from './failure';

/** A lock file of git's. */
export const GitLock = z.object({
  /** Within git's folder: "index.lock", "refs/heads/main.lock". */
  name: z.string(),
  path: z.string(),
  ageMs: z.number().nullable(),
  /** Process that took it; null: not known. */
  pid: z.number().int().nullable(),
  ownerAlive: z.boolean().nullable(),
  /** Null: it can be put aside safely; else why not, in words. */
  keptBecause: z.string().nullable(),
});
export type GitLock = z.infer<typeof GitLock>;

export const lockCalls = {
  /** `holder`: who writes with Selvedge now; null: nobody. */
  'locks.list': call(inProject, z.object({ holder: LockHolder.nullable(), git: z.array(GitLock) })),
  /** Puts a lock aside that nobody holds; fails with `index-locked` as long as that is not proven. */
  'locks.remove': call(inProject.extend({ path: z.string().min(1).max(4096) }), Receipt),
} as const;
