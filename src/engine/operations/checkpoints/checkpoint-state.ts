import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Vault } from '../../vault/vault';
import { GitState } from '../git-state/state';

/** Git's state as a checkpoint keeps it. */
export async function readCheckpointState(vault: Vault, hash: ContentHash): Promise<Result<GitState>> {
  const bytes = await vault.read(hash);
  if (!bytes.ok) return bytes;
  const state = GitState.safeParse(JSON.parse(bytes.value.toString('utf8')));
  return state.success ? ok(state.data) : fail({ code: 'backup-damaged', id: hash });
}
