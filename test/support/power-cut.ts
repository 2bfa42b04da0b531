import { applyEffect } from './model-disk';
import type { DiskState, Effect } from './model-disk';

/** What survives of an effect that was not made safe. `torn`: the size, and half of the new bytes. */
export type Fate = 'kept' | 'lost' | 'torn';

/** Numbers of the effects before `end` that a power cut at `end` may take. */
export function unsafeEffects(effects: readonly Effect[], end: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < end; at += 1) {
    const effect = effects[at];
    if (effect === undefined || effect.type === 'sync') continue;
    const concerned = effect.type === 'content' ? [effect.inode] : effect.changes.map(({ dir }) => dir);
    const safe = effects.slice(at + 1, end).some((later) => later.type === 'sync' && concerned.includes(later.inode));
    if (!safe) found.push(at);
  }
  return found;
}

/** The disk after a cut at `end`, when the unsafe effects met these fates. */
export function diskAfterCut(
  start: DiskState,
  effects: readonly Effect[],
  end: number,
  fateOf: (effect: number) => Fate,
): DiskState {
  let disk = new Map(start);
  const unsafe = new Set(unsafeEffects(effects, end));
  // Inodes exist from their first effect on; whether a name leads to them is another matter.
  for (const effect of effects.slice(0, end))
    if (effect.type === 'names' && effect.fresh !== null) disk.set(effect.fresh.id, effect.fresh);
  effects.slice(0, end).forEach((effect, at) => {
    const fate = unsafe.has(at) ? fateOf(at) : 'kept';
    if (fate === 'lost') return;
    if (fate === 'torn' && effect.type === 'content') {
      const { data } = effect.after;
      const half = Buffer.concat([
        data.subarray(0, Math.floor(data.length / 2)),
        Buffer.alloc(Math.ceil(data.length / 2)),
      ]);
      disk = applyEffect(disk, { ...effect, after: { ...effect.after, data: half } });
    } else disk = applyEffect(disk, effect);
  });
  return disk;
}
