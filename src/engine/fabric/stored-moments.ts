import { createHash } from 'node:crypto';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Moment } from '../../contract/problems';
import { findMergeBases } from '../git/find-merge-base';
import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import { listTree } from '../git/list-tree';
import { readBatch } from '../git/read-blobs';
import { resolveCommit } from '../git/resolve-commit';
import type { StoredEntry } from './desk/fabric-desk';
import { isManifestPath, largestYamlBytes } from './desk/read-yaml';

/** A moment that git keeps: what it is called here, and what stands where. */
export interface StoredMoment {
  /** Equal keys mean equal contents. */
  readonly key: string;
  /** Null for the index. */
  readonly commit: string | null;
  list(): Promise<Result<readonly Listed[]>>;
}

interface Listed {
  readonly path: string;
  readonly mode: string;
  readonly objectId: string;
}

/** Finds what a moment means. Fails with `unknown-revision`, or `bad-input` where two lines have nothing in common. */
export async function findMoment(
  git: Git,
  moment: Exclude<Moment, { kind: 'working-tree' }>,
  signal: AbortSignal,
): Promise<Result<StoredMoment>> {
  if (moment.kind === 'index') return findIndex(git, signal);
  const commit = await resolveCommit(git, moment.revision, signal);
  if (!commit.ok || moment.kind === 'revision') return commit.ok ? ok(commitMoment(git, commit.value, signal)) : commit;
  const bases = await findMergeBases(git, 'HEAD', commit.value, signal);
  if (!bases.ok) return bases;
  const [base] = bases.value;
  return base === undefined
    ? fail({ code: 'bad-input', where: 'moment', problem: `HEAD and ${moment.revision} have no commit in common` })
    : ok(commitMoment(git, base, signal));
}

const commitMoment = (git: Git, commit: string, signal: AbortSignal): StoredMoment => ({
  key: `commit ${commit}`,
  commit,
  list: async () => {
    const tree = await listTree(git, commit, 'everything', signal);
    return tree.ok ? ok([...tree.value.values()]) : tree;
  },
});

async function findIndex(git: Git, signal: AbortSignal): Promise<Result<StoredMoment>> {
  const entries = await listIndex(git, 'everything', signal);
  if (!entries.ok) return entries;
  // In a conflict nothing is staged; our side stands for it.
  const ours = entries.value.filter(({ stage }) => stage === 0 || stage === 2);
  const hash = createHash('sha256');
  for (const { path, mode, objectId } of ours) hash.update(`${mode} ${objectId} ${path}\0`);
  return ok({ key: `index ${hash.digest('hex')}`, commit: null, list: () => Promise.resolve(ok(ours)) });
}

/** Everything that a desk needs to know a moment. */
export async function readMoment(
  git: Git,
  moment: StoredMoment,
  signal: AbortSignal,
): Promise<Result<{ readonly entries: StoredEntry[]; readonly batch: Buffer }>> {
  const listed = await moment.list();
  if (!listed.ok) return listed;
  const files = listed.value.filter(({ mode }) => mode !== '160000' && mode !== '040000');
  const yaml = files.filter(({ path, mode }) => mode !== '120000' && isManifestPath(path));
  const read = await readBatch(
    git,
    yaml.map(({ objectId }) => objectId),
    { limitBytes: largestYamlBytes, signal },
  );
  if (!read.ok) return read;
  const wanted = new Set(yaml.map(({ path }) => path));
  const entries = files.map(({ path, objectId }): StoredEntry => {
    const sizeBytes = read.value.sizes.get(objectId) ?? null;
    return { path, objectId: sizeBytes === null ? null : objectId, sizeBytes: sizeBytes ?? 0, read: wanted.has(path) };
  });
  return ok({ entries, batch: read.value.batch });
}
