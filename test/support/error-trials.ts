import { act, recoverAndJudge, rehearse } from './crash-trials';
import type { CrashKind } from './crash-trials';
import { modelFileSystem } from './model-file-system';
import { openModel, worktree } from './model-project';

export interface DiskTrouble {
  /** "none": no error, but every write takes only half of what it is given. */
  readonly code: string;
  /** From the n-th change on, rather than once. */
  readonly persistent: boolean;
}

/** Meets the trouble at every change; answers how many trials were made. Throws at the first bad one. */
export async function errorTrials(kind: CrashKind, count: number, trouble: DiskTrouble): Promise<number> {
  const scene = await rehearse(kind, count);
  const table = (value: Record<string, string>): string => JSON.stringify(value, Object.keys(value).sort());
  for (let failing = 0; ; failing += 1) {
    const where = `${kind.name}, ${count} files, ${trouble.code} at change ${failing}${trouble.persistent ? ' and on' : ''}`;
    let calls = 0;
    let armed = false;
    let met = false;
    const before = (call: string, path: string): void => {
      if (!armed || trouble.code === 'none') return;
      const at = calls++;
      if (at !== failing && !(trouble.persistent && at > failing)) return;
      met = true;
      throw Object.assign(new Error(`${trouble.code} at ${call} ${path}`), { code: trouble.code });
    };
    const fs = modelFileSystem(scene.start, { before, shortWrites: trouble.code === 'none' });
    const operations = await openModel(fs);
    armed = true;
    const result = await act(kind, operations, count).catch((error: unknown) => {
      throw new Error(`${where}: thrown instead of answered: ${String(error)}`);
    });
    armed = false;
    const found = table(worktree(fs.state()));
    if (!result.ok && trouble.code === 'none') throw new Error(`${where}: failed with ${result.failure.code}`);
    if (result.ok && found !== table(scene.post)) throw new Error(`${where}: said done, but it is not: ${found}`);
    if (!result.ok && !trouble.persistent && kind.then !== 'backup' && found !== table(scene.pre))
      throw new Error(`${where}: failed with ${result.failure.code}, but did not put back: ${found}`);
    await recoverAndJudge(fs.state(), scene, result.ok, `${where}, then a start on a healthy disk`);
    if (!met) return failing + 1;
  }
}
