import type { FabricModel } from '../../fabric/model/fabric-model';
import type { Finding } from '../../fabric/rules/finding';
import { checkModel } from '../../fabric/rules/run-rules';

/** Findings are the same when the same rule says the same about the same place, wherever the file lies now. */
const keyOf = (finding: Finding): string =>
  JSON.stringify([finding.rule, finding.resource ?? finding.path, finding.at, finding.message]);

/**
 * What the rules of the fabric say about a merge and about neither of its sides: the combination is to blame.
 * Remarks are left out; they are no reason to think twice about a merge.
 */
export function combinedProblems(ours: FabricModel, theirs: FabricModel, result: FabricModel): Finding[] {
  const known = new Set([...checkModel(ours), ...checkModel(theirs)].map(keyOf));
  return checkModel(result).filter((finding) => finding.severity !== 'note' && !known.has(keyOf(finding)));
}
