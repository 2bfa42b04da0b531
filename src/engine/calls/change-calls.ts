import { ok } from '../../contract/call';
import type { RepositoryStatus } from '../../contract/changes';
import { commitStaged } from '../changes/commit-staged';
import { compareVersions } from '../changes/compare-versions';
import { discardPaths } from '../changes/discard-paths';
import { listBranches } from '../changes/list-branches';
import { readFile } from '../changes/read-file';
import { readRepositoryStatus } from '../changes/read-repository-status';
import { stagePaths } from '../changes/stage-paths';
import { unstagePaths } from '../changes/unstage-paths';
import { writeFile } from '../changes/write-file';
import { readIdentity } from '../git/read-identity';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const changeCalls = (projects: OpenProjects): CallsOf<'changes'> => ({
  'changes.status': (input, { signal }) =>
    projects.use(input.projectId, async (project) => {
      const status = await readRepositoryStatus(project.git, { signal });
      if (!status.ok) return status;
      const { watching, reason } = project.watch.watching();
      const whole: RepositoryStatus = {
        ...status.value,
        revision: project.revision(),
        watching,
        watchingReason: reason,
      };
      return ok(whole);
    }),
  'changes.compare': (input, { signal }) =>
    projects.use(input.projectId, (project) => compareVersions(project, input, signal)),
  'changes.read-file': (input) => projects.use(input.projectId, (project) => readFile(project, input.path)),
  'changes.write-file': (input, context) =>
    projects.use(input.projectId, (project) => writeFile(project, input, context)),
  'changes.stage': (input, context) =>
    projects.use(input.projectId, (project) => stagePaths(project, input.paths, context)),
  'changes.unstage': (input, context) =>
    projects.use(input.projectId, (project) => unstagePaths(project, input.paths, context)),
  'changes.discard': (input, context) =>
    projects.use(input.projectId, (project) => discardPaths(project, input.paths, context)),
  'changes.commit': (input, context) =>
    projects.use(input.projectId, (project) => commitStaged(project, input, context)),
  'changes.identity': (input, { signal }) =>
    projects.use(input.projectId, async (project) => {
      const person = await readIdentity(project.git, signal);
      return person.ok ? ok({ person: person.value }) : person;
    }),
  'changes.branches': (input, { signal }) => projects.use(input.projectId, (project) => listBranches(project, signal)),
});
