import { create } from 'zustand';
import type { ProjectPath } from '../../contract/basics';
import type { OpenProject } from '../../contract/projects';
import type { OutputOf } from '../../contract/index';
import { callEngine } from './client/client';
import { idle, latestOf, type Loadable, type Problem } from './client/loadable';
import { goTo } from './navigation';
import { forgetProjectState } from './client/per-project';
import { createQuery, useQuery } from './client/query';
import { refresh } from './client/refresh';
import { dismissAllToasts, showToast } from './shell/toasts';

interface ProjectState {
  readonly project: OpenProject | null;
  /** Main was asked whether the app was started with a path. */
  readonly startupAsked: boolean;
  /** The path that is being opened now. */
  readonly opening: string | null;
  readonly openProblem: Problem | null;
  /** The folder went away while it was open. */
  readonly gone: boolean;
}

const closed = { project: null, opening: null, openProblem: null, gone: false };

export const useProjectStore = create<ProjectState>(() => ({ ...closed, startupAsked: false }));

export function currentProject(): OpenProject | null {
  return useProjectStore.getState().project;
}

/** The open project. Only for what is drawn inside of one; throws elsewhere. */
export function useProject(): OpenProject {
  const project = useProjectStore((state) => state.project);
  if (project === null) throw new Error('This part of the window needs an open project.');
  return project;
}

export const statusQuery = createQuery('changes.status', { topics: ['status'] });

export type RepositoryStatus = OutputOf<'changes.status'>;

/** What state the repository is in, kept up to date. Idle when no project is open. */
export function useStatus(): Loadable<RepositoryStatus> {
  const projectId = useProjectStore((state) => state.project?.projectId ?? null);
  const answer = useQuery(statusQuery, projectId === null ? null : { projectId });
  return projectId === null ? idle : answer;
}

/**
 * Opens a folder, and the answer to a conflict in it when one is named. What is open now stays until that has worked.
 */
export async function openProject(path: string, conflict?: ProjectPath): Promise<boolean> {
  useProjectStore.setState({ opening: path, openProblem: null });
  const reply = await callEngine('projects.open', { path });
  if (useProjectStore.getState().opening !== path) return false;
  if (reply.kind !== 'value') {
    useProjectStore.setState({ opening: null, openProblem: reply });
    refresh(['recent']);
    return false;
  }
  enterProject(reply.value);
  if (conflict !== undefined) {
    // It may be newer than what was read of a project that is open already.
    refresh(['status', 'merge']);
    goTo('merge', { path: conflict });
  }
  return true;
}

/** Opens what the app was started with, once. */
export async function openStartupPath(): Promise<void> {
  const reply = await callEngine('projects.take-startup-path', {});
  const { path, conflict } = reply.kind === 'value' ? reply.value : { path: null, conflict: undefined };
  useProjectStore.setState({ startupAsked: true, opening: path });
  if (path !== null) await openProject(path, conflict);
}

/** Shows a project that main has opened. Everything known about the one before is forgotten. */
export function enterProject(project: OpenProject): void {
  const before = currentProject();
  if (before?.projectId === project.projectId) {
    useProjectStore.setState({ ...closed, project });
    return;
  }
  if (before !== null) void callEngine('projects.close', { projectId: before.projectId });
  forgetProjectState();
  dismissAllToasts();
  useProjectStore.setState({ ...closed, project });
  goTo('changes');
  refresh(['recent']);
  const worthSaying = [...project.notices, ...(project.differences ?? [])];
  if (worthSaying.length > 0) showToast({ tone: 'note', title: project.name, detail: worthSaying.join(' ') });
}

export async function closeProject(): Promise<void> {
  const before = currentProject();
  forgetProjectState();
  dismissAllToasts();
  useProjectStore.setState(closed);
  goTo('welcome');
  if (before !== null) await callEngine('projects.close', { projectId: before.projectId });
  refresh(['recent']);
}

/** How many paths wait for an answer; 0 while unknown. */
export function conflictCount(status: Loadable<RepositoryStatus>): number {
  return latestOf(status)?.entries.filter((entry) => entry.conflict !== null).length ?? 0;
}
