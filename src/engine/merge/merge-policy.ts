import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { policyPath } from '../../core/fabric/policy/policy';
import { mergePolicyOf } from '../../core/merge/decisions/merge-policy';
import { readMergePolicy } from '../../core/merge/decisions/read-merge-policy';
import type { ListRule, MergePolicy } from '../../core/merge/lists/list-policy';
import { loadExtensions } from '../fabric/desk/load-extensions';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import { readBlobs } from '../git/read-blobs';

/** The text of the policy file that a commit holds; null: it has none. Two git processes at most. */
export async function readPolicyText(git: Git, commit: string, signal?: AbortSignal): Promise<Result<string | null>> {
  const listed = await listTree(git, commit, [policyPath], signal);
  if (!listed.ok) return listed;
  const entry = listed.value.get(policyPath);
  if (!entry?.mode.startsWith('100')) return ok(null);
  const limits = { limitBytes: 1_000_000, ...(signal === undefined ? {} : { signal }) };
  const read = await readBlobs(git, [entry.objectId], limits);
  if (!read.ok) return read;
  const [object] = read.value;
  return ok(object?.kind === 'blob' ? object.bytes.toString('utf8') : null);
}

/** What a worker that merges has to know when it starts. */
export interface MergeWorkerData {
  /** The person's own extensions; null: there are none. */
  readonly extensionsFolder: string | null;
}

/** How the person's own extensions understand lists, for the merge. Extensions that cannot be loaded say nothing. */
export async function personalLists(extensionsFolder: string | null): Promise<readonly ListRule[]> {
  const { loaded } = await loadExtensions(extensionsFolder);
  return mergePolicyOf({ lists: loaded.flatMap(({ lists }) => lists), volatile: [] }).lists ?? [];
}

const read = new Map<string, MergePolicy>();

/** The policy of a repository with the person's own lists behind it: what a repository says about its lists goes first. */
export function policyOfMerge(policyText: string | null, personal: readonly ListRule[]): MergePolicy {
  const policy = policyText === null ? {} : (read.get(policyText) ?? readMergePolicy(policyText).policy);
  if (policyText !== null) {
    // One repository at a time is merged: only the last policy is asked for again.
    read.clear();
    read.set(policyText, policy);
  }
  return personal.length === 0 ? policy : { ...policy, lists: [...(policy.lists ?? []), ...personal] };
}
