import type { FileStep } from '../journal/intent';

/**
 * What stands in the way goes first, then folders, contents, removals, emptied folders.
 *
 * In the way: a path that is a parent of another one (`a` becomes `a/b`, or back), or that a file system without
 * regard for case or accents takes for the same name.
 */
export function inSafeOrder(steps: readonly FileStep[]): FileStep[] {
  const arriving = steps.filter((step) => step.post.kind !== 'absent');
  const folded = new Set(arriving.map((step) => fold(step.path)));
  const parents = new Set(arriving.flatMap((step) => parentsOf(fold(step.path))));
  const rank = (step: FileStep): number => {
    const leaving = step.post.kind === 'absent';
    if (leaving && (blocks(step.path, folded) || parents.has(fold(step.path)))) return 0;
    if (leaving && folded.has(fold(step.path))) return 0;
    if (step.post.kind === 'directory') return 1;
    if (!leaving) return 2;
    return step.pre.kind === 'directory' ? 4 : 3;
  };
  const ranked = steps.map((step) => ({ step, rank: rank(step), depth: step.path.split('/').length }));
  ranked.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank - b.rank;
    const deeperFirst = a.rank === 0 || a.rank === 4;
    const byDepth = a.depth - b.depth;
    if (byDepth !== 0) return deeperFirst ? -byDepth : byDepth;
    return a.step.path < b.step.path ? -1 : 1;
  });
  return ranked.map(({ step }) => step);
}

const fold = (path: string): string => path.normalize('NFC').toLowerCase();

/** Whether a parent of this path is to become something that is no longer a folder, or a file under another name. */
const blocks = (path: string, arriving: ReadonlySet<string>): boolean =>
  parentsOf(fold(path)).some((parent) => arriving.has(parent));

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
