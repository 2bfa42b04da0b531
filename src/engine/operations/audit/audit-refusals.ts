import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Failure } from '../../../contract/failure';
import { createFile, makeFolder, removeIfThere } from '../../files/durable';
import { readBytesIfThere } from '../../files/read-bytes';
import { orNull } from '../../vault/or-null';
import { failureDetail, redact } from './audit';
import type { Host } from '../host';
import { instant } from '../host';

/**
 * Refusals of those who did not get the lock, and so may not write into the trail: each in a file of its own, until
 * the next one who has the lock takes them in.
 */
const Refusal = z.object({
  at: z.string(),
  actor: z.string(),
  title: z.string(),
  result: z.string(),
  detail: z.string(),
});

const folderOf = (host: Host): string => `${host.vault.folder}/audit/refusals`;

/** Never fails: the refusal itself is what counts. */
export async function noteRefusal(host: Host, title: string, failure: Failure): Promise<void> {
  const refusal: z.infer<typeof Refusal> = {
    at: instant(host),
    actor: host.actor,
    title: redact(title),
    result: failure.code,
    detail: redact(failureDetail(failure)),
  };
  const write = async (): Promise<void> => {
    await makeFolder(host.fs, folderOf(host));
    const name = `${host.clock().toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}.json`;
    await createFile(host.fs, `${folderOf(host)}/${name}`, Buffer.from(JSON.stringify(refusal)), {
      mode: 0o600,
      sync: true,
    });
  };
  await write().catch(orNull);
}

/** The caller holds the repository's lock. A crash in between leaves a refusal twice in the trail, never none. */
export async function takeInRefusals(host: Host): Promise<void> {
  const folder = folderOf(host);
  if ((await host.fs.lstat(folder)) === null) return;
  for (const name of (await host.fs.readdir(folder)).filter((each) => each.endsWith('.json')).sort()) {
    const refusal = await readRefusal(host, `${folder}/${name}`);
    if (refusal !== null)
      await host.audit.note({
        ...refusal,
        repository: host.repositoryId,
        operation: null,
        kind: 'refused',
        paths: [],
        headBefore: null,
        headAfter: null,
      });
    await removeIfThere(host.fs, `${folder}/${name}`);
  }
}

async function readRefusal(host: Host, path: string): Promise<z.infer<typeof Refusal> | null> {
  const bytes = await readBytesIfThere(host.fs, path);
  try {
    return bytes === null ? null : (Refusal.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null);
  } catch {
    // A crash cut it short: nobody can say what it said.
    return null;
  }
}
