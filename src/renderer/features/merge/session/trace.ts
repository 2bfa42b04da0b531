import type { ProjectPath } from '../../../../contract/basics';
import type { ConflictValue } from '../../../../contract/merge-values';
import { callEngine } from '../../../app/client/client';
import { currentProject } from '../../../app/project-store';
import { useMerge } from './merge-store';

type Traced = Pick<ConflictValue, 'resource' | 'path'>;

export const traceKey = (path: string, { resource, path: at }: Traced): string => JSON.stringify([path, resource, at]);

const asked = new Set<string>();

/** Asks, once, which commits of each side changed the value at a place. Who did it is no reason to wait or to fail. */
export async function tracePlace(path: string, place: Traced): Promise<void> {
  const key = traceKey(path, place);
  const projectId = currentProject()?.projectId;
  const merge = useMerge.getState().key;
  if (projectId === undefined || useMerge.getState().traces.has(key) || asked.has(key)) return;
  asked.add(key);
  const input = { projectId, path: path as ProjectPath, resource: place.resource, at: place.path };
  const reply = await callEngine('structure.trace', input);
  asked.delete(key);
  if (useMerge.getState().key !== merge) return;
  const trace = reply.kind === 'value' ? reply.value : { ours: [], theirs: [] };
  useMerge.setState(({ traces }) => ({ traces: new Map(traces).set(key, trace) }));
}
