import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { OpenProject } from '../../contract/projects';
import { readMarkers } from '../../core/merge/text/markers';
import { quietContext } from '../../engine/call-context';
import { createGit } from '../../engine/git/create-git';
import { findGit } from '../../engine/git/find-git';
import { findPlace, readHead } from '../../engine/git/find-place';
import type { Place } from '../../engine/git/git';
import type { Engine } from '../../engine/index';

/** What became of a conflict: `given-up` is a merge that ended without an answer (aborted, skipped). */
export type Fate = 'open' | 'resolved' | 'given-up';

interface Sight {
  readonly isOpen: boolean;
  /** Tells one merge, or one commit of a rebase, from the next. */
  readonly merge: string;
}

/** Looks again and again at one conflict. Cheap while nothing happens: git is asked when its index was written. */
export interface ConflictWatch {
  look(): Promise<Fate>;
}

/** Null: the path is not in conflict. */
export async function watchConflict(
  engine: Engine,
  project: OpenProject,
  path: ProjectPath,
): Promise<Result<ConflictWatch | null>> {
  const see = async (): Promise<Result<Sight>> => {
    const state = await engine.calls['merge.state']({ projectId: project.projectId }, quietContext());
    if (!state.ok) return state;
    const { progress, theirs, conflicts } = state.value;
    return ok({
      isOpen: conflicts.some((conflict) => conflict.path === path),
      merge: JSON.stringify([progress, theirs.commit]),
    });
  };
  const first = await see();
  if (!first.ok) return first;
  if (!first.value.isOpen) return ok(null);
  const place = await findPlace(project.root, {});
  const firstHead = place === null ? null : await readHead(place);
  let seen = await signOf(project);
  return ok({
    async look() {
      const sign = await signOf(project);
      if (sign === seen) return 'open';
      const now = await see();
      // What cannot be read now may be readable the next time.
      if (!now.ok) return 'open';
      seen = sign;
      if (now.value.isOpen) return 'open';
      if (now.value.merge === first.value.merge) return 'resolved';
      return (await movedOn(place, firstHead)) ? 'resolved' : 'given-up';
    },
  });
}

/** Git replaces its index whenever a path is staged, and HEAD when a merge ends. */
async function signOf({ gitDir }: OpenProject): Promise<string> {
  const files = await Promise.all(
    ['index', 'HEAD', 'MERGE_HEAD'].map((name) => stat(join(gitDir, name), { bigint: true }).catch(() => null)),
  );
  return files.map((file) => (file === null ? '-' : `${file.ino}:${file.size}:${file.mtimeNs}`)).join(' ');
}

/** Whether HEAD is at a commit that came after `before`: a merge that was finished, not one that was given up. */
async function movedOn(place: Place | null, before: string | null): Promise<boolean> {
  if (place === null) return false;
  const now = await readHead(place);
  if (now === null || now === before) return false;
  if (before === null) return true;
  const git = await findGit({ avoid: [place.root] });
  if (!git.ok) return false;
  const asked = await createGit(place, git.value).run(['merge-base', '--is-ancestor', before, now], {
    answers: [0, 1],
  });
  return asked.ok && asked.value.exitCode === 0;
}

/** The first line, from 1, of a file that still holds a marker which neither side brought along; null: none, or no file. */
export async function leftoverMarker(file: string, sides: readonly string[]): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const { markers } = readMarkers(text);
  if (markers.length === 0) return null;
  const texts = await Promise.all(sides.map((side) => readFile(side, 'utf8').catch(() => '')));
  const known = new Set(texts.flatMap((one) => one.split('\n')));
  const left = markers.find((marker) => !known.has(marker.text));
  return left === undefined ? null : left.line + 1;
}
