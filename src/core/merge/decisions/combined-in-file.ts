import type { FabricModel } from '../../fabric/model/fabric-model';
import { buildModel } from '../../fabric/model/fabric-model';
import { readModelFile } from '../../fabric/model/model-file';
import { defaultPolicy } from '../../fabric/policy/policy';
import { combinedProblems } from './combined-problems';

/** What the rules of the fabric say about a result and about neither side of it, when there is nothing but this file. */
export function combinedInFile(
  { path, ours, theirs }: { readonly path: string; readonly ours: string; readonly theirs: string },
  result: string,
): string[] {
  const model = (text: string): FabricModel => buildModel([readModelFile(path, text)], defaultPolicy);
  return combinedProblems(model(ours), model(theirs), model(result))
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}
