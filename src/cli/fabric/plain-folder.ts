import { opendir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Problem, ProblemFilter, RuleDescription } from '../../contract/problems';
import { policyPath } from '../../core/fabric/policy/policy';
import { listProblems } from '../../engine/fabric/answers/problem-list';
import { describeRules } from '../../engine/fabric/answers/rules';
import { FabricDesk } from '../../engine/fabric/desk/fabric-desk';
import { judge } from '../../engine/fabric/desk/judge';
import { loadExtensions } from '../../engine/fabric/desk/load-extensions';
import { policyWith, runExtensions } from '../../engine/fabric/desk/run-extensions';
import { nodeFileSystem } from '../../engine/files/node-file-system';
import { pathToBytes } from '../../engine/files/path-bytes';
import { extensionsFolder } from '../data-folder';
import type { NotChecked } from './not-checked';

/** What the rules say of a folder. */
export interface FolderProblems {
  readonly problems: readonly Problem[];
  readonly rules: readonly RuleDescription[];
  readonly notOffline: readonly NotChecked[];
  readonly extensionProblems: readonly { readonly file: string; readonly reason: string }[];
}

const left = new Set(['.git', 'node_modules']);

/** Every file below a folder; links are not followed. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !left.has(entry.name)) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

async function listing(folder: string): Promise<Uint8Array> {
  const paths: string[] = [];
  for await (const path of filesBelow(folder)) paths.push(`${relative(folder, path).split(sep).join('/')}\0`);
  return pathToBytes(paths.sort().join(''));
}

/**
 * Judges a folder without git's help: one that is no repository (`paths` null: everything below it), or the files of
 * one under another policy file. Fails with `data-folder-unusable`.
 */
export async function folderProblems(
  root: string,
  paths: Uint8Array | null,
  policyFile: string | null,
  filter: ProblemFilter,
): Promise<Result<FolderProblems>> {
  const personal = await extensionsFolder(root);
  if (!personal.ok) return personal;
  const extensions = await loadExtensions(personal.value);
  const desk = new FabricDesk({
    fs: nodeFileSystem(),
    root,
    judge: (model) => [...judge(model, []), ...runExtensions(extensions, model)],
    policyWith: policyWith(extensions),
    kept: null,
  });
  await desk.lookAtAll(paths ?? (await listing(root)), () => undefined);
  const snapshot = policyFile === null ? desk.live() : desk.withText(policyPath, await readFile(policyFile, 'utf8'));
  const { problems } = await listProblems(snapshot, { ...filter, offset: 0, limit: Number.MAX_SAFE_INTEGER });
  return ok({ problems, extensionProblems: extensions.problems, ...describeRules(snapshot.model.policy, extensions) });
}
