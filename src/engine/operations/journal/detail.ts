import { z } from 'zod';
import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { Host } from '../host';
import { FileStep } from './intent';
import { StateChange } from '../git-state/state';

/** Everything that one operation changed, both sides; in the vault, named by the log. */
export const OperationDetail = z.object({
  version: z.literal(1),
  files: z.array(FileStep),
  state: StateChange.nullable(),
});
export type OperationDetail = z.infer<typeof OperationDetail>;

/** Failures: `operation-missing`, `not-undoable` (nothing recorded), `backup-missing`, `backup-damaged`. */
export async function readDetail(host: Host, operationId: string): Promise<Result<OperationDetail>> {
  const logged = host.log.find(operationId);
  if (logged === null) return fail({ code: 'operation-missing', operationId });
  if (logged.detail === null) return fail({ code: 'not-undoable', operationId, reason: 'It changed nothing.' });
  const bytes = await readFresh(host, logged.detail);
  if (!bytes.ok) return bytes;
  const parsed = OperationDetail.safeParse(JSON.parse(bytes.value.toString('utf8')));
  return parsed.success ? { ok: true, value: parsed.data } : fail({ code: 'backup-damaged', id: logged.detail });
}

/** Another process may have made the pack since we looked. */
async function readFresh({ vault }: Host, hash: ContentHash): Promise<Result<Buffer>> {
  const bytes = await vault.read(hash);
  if (bytes.ok || bytes.failure.code !== 'backup-missing') return bytes;
  await vault.refresh();
  return vault.read(hash);
}
