import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { createDemo } from '../demo/create-demo';
import { openRepository } from '../git/open-repository';
import type { GitPrograms } from '../git/git-programs';
import type { OpenProjects } from '../projects/open-projects';
import { describeProject, type OpenedProject } from '../projects/open-projects';
import type { OpenProjectOptions } from '../projects/open-project';
import { openProject } from '../projects/open-project';
import type { RecentProjects } from '../projects/recent-projects';
import type { CallsOf } from './engine-calls';

export interface ProjectRooms {
  readonly projects: OpenProjects;
  readonly recent: RecentProjects;
  readonly programs: GitPrograms;
  /** What is the same for every project of this engine. */
  readonly opening: Omit<OpenProjectOptions, 'found' | 'executable'>;
  /** Sentences for the window to say once: settings that could not be read, and the like. */
  readonly notices: string[];
  /** Where a demo fabric goes unless told. */
  readonly demoParent: string;
}

export const projectCalls = (rooms: ProjectRooms): CallsOf<'projects'> => ({
  'projects.recent': async () => ok(await rooms.recent.list()),
  'projects.open': async (input) => {
    const opened = await open(rooms, input.path);
    if (!opened.ok) return opened;
    if (!input.remember) return ok(describeProject(opened.value));
    const kept = await rooms.recent.remember(opened.value.place.root);
    const notices = kept.ok ? [] : ['This repository could not be added to the list of recent ones.'];
    const project = describeProject(opened.value);
    return ok({ ...project, notices: [...rooms.notices.splice(0), ...project.notices, ...notices] });
  },
  'projects.close': async (input) => {
    await rooms.projects.leave(input.projectId);
    return ok({});
  },
  'projects.forget': async (input) => {
    const forgotten = await rooms.recent.forget(input.path);
    return forgotten.ok ? ok({}) : forgotten;
  },
  'projects.create-demo': async (input) => {
    const git = await rooms.programs.find();
    if (!git.ok) return git;
    const folder = join(input.parent ?? rooms.demoParent, 'weaver');
    const made = await createDemo({ folder, git: rooms.programs.runAnywhere(git.value) });
    return made.ok ? ok({ path: made.value.path }) : made;
  },
});

async function open(rooms: ProjectRooms, path: string): Promise<Result<OpenedProject>> {
  const executable = await rooms.programs.find();
  if (!executable.ok) return executable;
  const found = await openRepository(path, executable.value);
  if (!found.ok) return found;
  return rooms.projects.enter(found.value.place.root, () =>
    openProject({ ...rooms.opening, found: found.value, executable: executable.value }),
  );
}
