import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { entryBytes } from '../vault/manifest';
import type { Host } from './host';
import type { Intent } from './intent';

/** What has to be left for git, the journal and the log. */
const marginBytes = 4 << 20;

/** Refuses work that would meet a full disk half-way. Fails with `disk-full`. */
export async function checkSpace(host: Host, intent: Intent): Promise<Result<null>> {
  const payload = intent.files.reduce((sum, step) => sum + entryBytes(step.post) + entryBytes(step.pre), 0);
  for (const path of [host.place.root, host.folder, host.vault.folder]) {
    const neededBytes = payload + marginBytes;
    const free = await host.fs.freeSpace(path).catch(() => null);
    if (free !== null && (free.bytes < neededBytes || free.files < intent.files.length + 16))
      return fail({ code: 'disk-full', path, neededBytes });
  }
  return ok(null);
}
