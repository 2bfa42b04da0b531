import { readBytes } from '../../files/read-bytes';
import type { Host } from '../host';
import { intentPath } from '../journal/intent';
import type { Intent } from '../journal/intent';
import { slackMs } from './sync-git-work';

/**
 * Takes away objects that a power cut left empty or as zeros while git wrote them for an operation.
 *
 * They say nothing, and they do harm: a git that is to write the same content again believes that it has it. Answers
 * how many there were.
 */
export async function dropTornObjects(host: Host, intent: Intent): Promise<number> {
  if (intent.git === null && intent.state === null) return 0;
  const { fs } = host;
  const begun = await fs.lstat(intentPath(host, intent.operationId));
  const since = (begun?.modifiedMs ?? 0) - slackMs;
  const objects = `${host.place.commonDir}/objects`;
  let dropped = 0;
  for (const name of await fs.readdir(objects)) {
    const folder = `${objects}/${name}`;
    if (!/^[0-9a-f]{2}$/.test(name) || ((await fs.lstat(folder))?.modifiedMs ?? 0) < since) continue;
    for (const object of await fs.readdir(folder)) {
      const path = `${folder}/${object}`;
      const stat = await fs.lstat(path);
      if (stat?.kind !== 'file' || stat.modifiedMs < since || !(await saysNothing(host, path, stat.sizeBytes)))
        continue;
      await fs.unlink(path);
      dropped += 1;
    }
    if (dropped > 0) await fs.syncDirectory(folder);
  }
  return dropped;
}

/** Every object begins with a byte of its compression's header that is not zero. */
async function saysNothing(host: Host, path: string, sizeBytes: number): Promise<boolean> {
  if (sizeBytes === 0) return true;
  const { bytes } = await readBytes(host.fs, path);
  return bytes.every((byte) => byte === 0);
}
