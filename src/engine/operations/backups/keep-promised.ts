import { orThrow, readState } from '../apply/finish';
import type { Host } from '../host';
import type { Intent } from '../journal/intent';
import { keepCommits, keepUnreachable } from '../git-state/keep-commits';
import { materialiseIndex } from '../git-state/pre-index';
import { sideOf } from '../git-state/state';

/**
 * Holds on to what a known change of refs and index is about to leave behind, before it does: there is no moment then
 * at which a clean-up of somebody else's could take it. Throws `CannotFinish`.
 */
export async function keepPromised(host: Host, { operationId, state }: Intent): Promise<void> {
  if (state === null) return;
  const { index } = state;
  const file = await materialiseIndex(host, operationId, index?.pre ?? null, index?.preModifiedMs ?? 0);
  orThrow(await keepUnreachable(host, operationId, sideOf(state, 'pre'), state, file.ok ? file.value : null));
}

/** Where git may move anything while a clean-up runs: holds on to what HEAD, the branches and the stash name now. */
export async function keepTips(host: Host, intent: Intent): Promise<void> {
  const { head, refs } = await readState(host, intent);
  const own = Object.entries(refs).flatMap(([name, id]) => (/^refs\/(heads\/|stash$)/.test(name) ? [id] : []));
  const ids = [...own, head.trim()].filter((id) => /^[0-9a-f]{40,64}$/.test(id));
  orThrow(await keepCommits(host, intent.operationId, [...new Set(ids)]));
}
