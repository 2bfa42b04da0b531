import { diff3Merge } from 'node-diff3';
import type { ProjectPath, Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { readEntry, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { decodeText } from '../../files/text-traits';
import type { VaultWriter } from '../../vault/vault';
import { readDetail } from '../journal/detail';
import type { Host } from '../host';
import type { FileStep } from '../journal/intent';
import { withFolders } from '../apply/plan-files';
import { runKnownChange } from '../run-operation';
import { madeElsewhere, readWorktrees } from '../worktree';
import { lettingsGo } from './undo-stacks';

/**
 * Takes back what one older operation did to files, and keeps what was done since: three-way, where both touched a
 * text. Fails with `file-changed-since` naming the paths whose changes overlap; nothing is touched then. Index, refs
 * and commits stay: for those `undo` is the way, or a revert commit.
 */
export function revertOperation(host: Host, operationId: string, context: CallContext): Promise<Result<Receipt>> {
  return runKnownChange(
    host,
    { kind: 'revert', title: 'Revert' },
    async (writer) => {
      const elsewhere = madeElsewhere(host.log.find(operationId)?.worktree, await readWorktrees(host));
      const refused = elsewhere ?? lettingsGo(host.log.records()).get(operationId)?.sentence ?? null;
      if (host.log.find(operationId) !== null && refused !== null)
        return fail({ code: 'not-undoable', operationId, reason: refused });
      const detail = await readDetail(host, operationId);
      if (!detail.ok) return detail;
      const steps: FileStep[] = [];
      const overlapping: ProjectPath[] = [];
      for (const step of detail.value.files) {
        const now = await readEntry(host.fs, host.place.root, step.path, { limitBytes: host.largestFileBytes });
        if (!now.ok) return now;
        if (now.value.bytes !== null) await writer.add(now.value.bytes);
        const post = await target(host, writer, step, now.value);
        if (post === null) overlapping.push(step.path);
        else if (!sameEntry(now.value.entry, post)) steps.push({ path: step.path, pre: now.value.entry, post });
      }
      const [first] = overlapping;
      if (first !== undefined) return fail({ code: 'file-changed-since', path: first, paths: overlapping });
      if (steps.length === 0) return fail({ code: 'not-undoable', operationId, reason: 'Nothing of it is left.' });
      const files = await withFolders(host, steps);
      if (!files.ok) return files;
      const title = `Revert: ${host.log.find(operationId)?.record.title ?? operationId}`;
      return ok({ files: files.value, state: null, title });
    },
    context,
  );
}

/** Null: both changed the same lines, or it is no text. */
async function target(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  { pre, post }: FileStep,
  now: { readonly entry: Entry; readonly bytes: Buffer | null },
): Promise<Entry | null> {
  if (sameEntry(now.entry, post)) return pre;
  if (sameEntry(now.entry, pre)) return now.entry;
  if (pre.kind !== 'file' || post.kind !== 'file' || now.entry.kind !== 'file' || now.bytes === null) return null;
  const before = await host.vault.read(pre.hash);
  const after = await host.vault.read(post.hash);
  if (!before.ok || !after.ok) return null;
  const merged = mergeLines(now.bytes, after.value, before.value);
  if (merged === null) return null;
  return { kind: 'file', hash: await writer.add(merged), sizeBytes: merged.length, mode: now.entry.mode };
}

/** Lines keep their ends; contents of other encodings are left to people. */
function mergeLines(now: Buffer, after: Buffer, before: Buffer): Buffer | null {
  for (const bytes of [now, after, before]) {
    const decoded = decodeText(bytes);
    if (decoded === null || decoded.traits.encoding !== 'utf-8') return null;
  }
  const lines = (bytes: Buffer): string[] => bytes.toString('utf8').split(/(?<=\n)/);
  const merged: string[] = [];
  for (const part of diff3Merge(lines(now), lines(after), lines(before), { excludeFalseConflicts: true })) {
    if (part.ok === undefined) return null;
    merged.push(...part.ok);
  }
  return Buffer.from(merged.join(''));
}
