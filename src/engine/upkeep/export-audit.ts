import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { failureOfDisk } from '../faults/failure-of-disk';
import { createFile } from '../files/durable';
import { nodeFileSystem } from '../files/node-file-system';
import type { OpenedProject } from '../projects/open-projects';
import { outsideProject } from './outside-project';

/**
 * Writes the audit trail and the operations log as they are into two new files in a folder that is there. Their lines
 * can be checked without us: each carries the SHA-256 of the one before. Fails with `path-missing`, `disk-full`,
 * `read-only`.
 */
export async function exportAudit(
  { operations, name, place }: Pick<OpenedProject, 'operations' | 'name' | 'place'>,
  wanted: string,
): Promise<Result<{ path: string; logPath: string; records: number }>> {
  const outside = await outsideProject(place, wanted);
  if (!outside.ok) return outside;
  const folder = outside.value;
  if ((await nodeFileSystem().lstat(`${folder}/.`))?.kind !== 'directory')
    return fail({ code: 'path-missing', path: folder });
  const { audit } = operations;
  const { records } = await audit.verify();
  const ending = `${name.replaceAll(/[^\w.-]+/g, '-')}-${new Date().toISOString().slice(0, 10)}`;
  try {
    const path = await writeNew(`${folder}/selvedge-audit-${ending}`, await audit.export());
    const logPath = await writeNew(`${folder}/selvedge-operations-${ending}`, await audit.exportLog());
    return ok({ path, logPath, records });
  } catch (error) {
    return fail(failureOfDisk(error, folder));
  }
}

async function writeNew(stem: string, bytes: Buffer): Promise<string> {
  const fs = nodeFileSystem();
  for (let number = 1; ; number += 1) {
    const path = `${stem}${number === 1 ? '' : `-${number}`}.jsonl`;
    if ((await fs.lstat(path)) !== null) continue;
    await createFile(fs, path, bytes, { mode: 0o600, sync: true });
    return path;
  }
}
