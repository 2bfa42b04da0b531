import type { Result } from '../../contract/call';
import { fail } from '../../contract/call';
import { diskFailure } from './apply/disk-failure';
import type { Host } from './host';

/** Runs what only looks: it needs no lock, so nobody waits for it, and it is no record in the audit trail. */
export async function looking<T>(host: Host, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    await host.vault.refresh();
    await host.log.refresh();
    return await work();
  } catch (error) {
    return fail(diskFailure(error, host.place.root));
  }
}
