import { z } from 'zod';
import type { RecentProject } from '../../contract/projects';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import { readKept, writeKept } from '../settings/kept-document';
import { lookAtFolder } from './look-at-folder';
import { projectNames } from './project-names';

const mostKept = 30;

const Kept = z.object({
  version: z.literal(1),
  projects: z.array(z.object({ path: z.string().min(1), lastOpened: z.string() })),
});

export interface RecentProjects {
  /** The last opened first, each looked at now. */
  list(): Promise<RecentProject[]>;
  /** Puts a folder first; the list keeps thirty. */
  remember(path: string): Promise<Result<null>>;
  forget(path: string): Promise<Result<null>>;
  readonly notice: string | null;
}

/** The repositories that were opened before, in `<folder>/recent-projects.json`. */
export async function openRecentProjects(options: {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly now: () => Date;
}): Promise<RecentProjects> {
  const { fs } = options;
  const path = `${options.folder}/recent-projects.json`;
  const kept = await readKept(fs, path, Kept, () => ({ version: 1 as const, projects: [] }));
  let projects = kept.value.projects;
  let queue: Promise<unknown> = Promise.resolve();

  const change = (next: () => typeof projects): Promise<Result<null>> => {
    const result = queue.then(async () => {
      const wanted = next().slice(0, mostKept);
      const written = await writeKept(fs, path, { version: 1, projects: wanted });
      if (!written.ok) return written;
      projects = wanted;
      return ok(null);
    });
    queue = result.catch(() => undefined);
    return result;
  };
  const without = (gone: string): typeof projects => projects.filter((one) => one.path !== gone);
  return {
    list: async () => {
      const names = projectNames(projects.map((one) => one.path));
      return Promise.all(
        projects.map(async (one) => ({
          ...one,
          name: names.get(one.path) ?? one.path,
          ...(await lookAtFolder(fs, one.path)),
        })),
      );
    },
    remember: (opened) => change(() => [{ path: opened, lastOpened: options.now().toISOString() }, ...without(opened)]),
    forget: (forgotten) => change(() => without(forgotten)),
    notice:
      kept.broken === null
        ? null
        : `The list of recent repositories could not be read (${kept.broken.reason}); it starts anew.`,
  };
}
