import { basename } from 'node:path';
import type { Result } from '../../contract/call';
import { fail } from '../../contract/call';
import type { OpenProject } from '../../contract/projects';
import type { FabricRoom } from '../fabric/fabric-room';
import type { Operations } from '../operations/operations';
import type { Project } from '../project';
import type { ProjectWatch } from '../watch/watch-project';

/** One opened working tree with everything that lives as long as it is open. */
export interface OpenedProject extends Project {
  readonly operations: Operations;
  readonly watch: ProjectWatch;
  readonly fabric: FabricRoom;
  /** Grows with each event that was told about it. */
  revision(): number;
  /** Worth saying once, in words. */
  readonly notices: readonly string[];
  /** What is different here from git in a terminal. */
  readonly differences: readonly string[];
  close(): Promise<void>;
}

/** The projects that are open now, by id and by the top of their working tree. */
export interface OpenProjects {
  /** Asks something of an open project; fails with `project-not-open`. */
  use<T>(projectId: string, ask: (project: OpenedProject) => Promise<Result<T>>): Promise<Result<T>>;
  /** Opens what `open` makes, or answers the one that is open already at this root. */
  enter(root: string, open: () => Promise<Result<OpenedProject>>): Promise<Result<OpenedProject>>;
  leave(projectId: string): Promise<void>;
  all(): readonly OpenedProject[];
}

export function createOpenProjects(): OpenProjects {
  const byRoot = new Map<string, Promise<Result<OpenedProject>>>();
  const byId = new Map<string, OpenedProject>();

  return {
    async use(projectId, ask) {
      const project = byId.get(projectId);
      return project === undefined ? fail({ code: 'project-not-open', projectId }) : ask(project);
    },
    enter(root, open) {
      const known = byRoot.get(root);
      if (known !== undefined) return known;
      const opening = open().then((opened) => {
        if (opened.ok) byId.set(opened.value.id, opened.value);
        else byRoot.delete(root);
        return opened;
      });
      byRoot.set(root, opening);
      return opening;
    },
    async leave(projectId) {
      const project = byId.get(projectId);
      if (project === undefined) return;
      byId.delete(projectId);
      byRoot.delete(project.place.root);
      await project.close();
    },
    all: () => [...byId.values()],
  };
}

export const describeProject = (project: OpenedProject): OpenProject => ({
  projectId: project.id,
  name: project.name,
  root: project.place.root,
  gitDir: project.place.gitDir,
  notices: [...project.notices],
  differences: [...project.differences],
});

export const nameOfFolder = (root: string): string => basename(root) || root;
