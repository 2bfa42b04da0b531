import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { failureOfDisk } from '../faults/failure-of-disk';
import { createFile } from '../files/durable';
import { nodeFileSystem } from '../files/node-file-system';
import type { OpenedProject } from '../projects/open-projects';
import { outsideProject } from './outside-project';

/**
 * Writes the audit trail as it is into a new file in a folder that is there. Its lines can be checked without us: each
 * carries the SHA-256 of the one before. Fails with `path-missing`, `disk-full`, `read-only`.
 */
export async function exportAudit(
  { operations, name, place }: Pick<OpenedProject, 'operations' | 'name' | 'place'>,
  wanted: string,
): Promise<Result<{ path: string; records: number }>> {
  const outside = await outsideProject(place, wanted);
  if (!outside.ok) return outside;
  const folder = outside.value;
  const fs = nodeFileSystem();
  if ((await fs.lstat(`${folder}/.`))?.kind !== 'directory') return fail({ code: 'path-missing', path: folder });
  const bytes = await operations.audit.export();
  const { records } = await operations.audit.verify();
  const stem = `selvedge-audit-${name.replaceAll(/[^\w.-]+/g, '-')}-${new Date().toISOString().slice(0, 10)}`;
  try {
    for (let number = 1; ; number += 1) {
      const path = join(folder, `${stem}${number === 1 ? '' : `-${number}`}.jsonl`);
      if ((await fs.lstat(path)) !== null) continue;
      await createFile(fs, path, bytes, { mode: 0o600, sync: true });
      return ok({ path, records });
    }
  } catch (error) {
    return fail(failureOfDisk(error, folder));
  }
}
