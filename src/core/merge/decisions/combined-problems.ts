import type { FabricModel } from '../../fabric/model/fabric-model';
import type { ModelFile } from '../../fabric/model/model-file';
import { resourcesOf } from '../../fabric/model/model-file';
import { allRules } from '../../fabric/rules/all-rules';
import type { Finding } from '../../fabric/rules/finding';
import { checkModel } from '../../fabric/rules/run-rules';
import type { FindingIn } from './same-finding';
import { isSameFinding } from './same-finding';

const subjectOf = (finding: Finding): string => finding.resource ?? finding.path;

/** Rules that look at one document alone. */
const ownRules = new Set(
  allRules.flatMap(({ id, looksAt }) => (looksAt === 'document' || looksAt === 'resource' ? [id] : [])),
);

/**
 * What the rules of the fabric say about a merge and about neither of its sides: the combination is to blame.
 * Remarks are left out; they are no reason to think twice about a merge.
 *
 * The answer is that of judging all three whole. Less is judged: the result's own files without those that a side has
 * too, and of the sides only what the rules that found something there say about the same resources.
 */
export function combinedProblems(ours: FabricModel, theirs: FabricModel, result: FabricModel): Finding[] {
  const isOfSide = filesOfSides(result, [ours, theirs]);
  const found = checkModel(withFiles(result, (file) => !isOfSide(file))).filter(({ severity }) => severity !== 'note');
  if (found.length === 0) return [];
  const rules = new Set(found.map(({ rule }) => rule));
  const alone = new Set(found.filter(({ rule }) => ownRules.has(rule)).map(subjectOf));
  const isAbout = (file: ModelFile): boolean =>
    alone.has(file.path) || resourcesOf(file).some(({ key }) => alone.has(key));
  const known = new Map(found.map((finding): [string, FindingIn[]] => [subjectOf(finding), []]));
  for (const side of [ours, theirs])
    for (const finding of checkModel(withRules(withFiles(side, isAbout), rules)))
      known.get(subjectOf(finding))?.push({ finding, model: side });
  return found.filter((finding) => {
    const before = known.get(subjectOf(finding)) ?? [];
    return !before.some((one) => isSameFinding(one, { finding, model: result }));
  });
}

/** Files that a side holds too, in the same fabrics and under the same policy: whatever is said about one alone, is said there. */
function filesOfSides(result: FabricModel, sides: readonly FabricModel[]): (file: ModelFile) => boolean {
  const roots = (model: FabricModel): string => JSON.stringify(model.fabrics.map(({ root }) => root));
  const alike = sides.filter((side) => side.policy === result.policy && roots(side) === roots(result));
  return (file) => alike.some((side) => side.files.get(file.path) === file);
}

/** The model with fewer files to judge one by one; what resources are to each other stays whole. */
const withFiles = (model: FabricModel, isJudged: (file: ModelFile) => boolean): FabricModel => ({
  ...model,
  fabrics: model.fabrics.map((fabric) => ({ ...fabric, files: fabric.files.filter(isJudged) })),
  outside: model.outside.filter(isJudged),
});

/** The model under a policy that silences every other rule. Severities are no part of what is compared. */
function withRules(model: FabricModel, wanted: ReadonlySet<string>): FabricModel {
  const off = allRules.filter(({ id }) => !wanted.has(id)).map(({ id }) => [id, 'off'] as const);
  const narrow = (policy: FabricModel['policy']): FabricModel['policy'] => ({
    ...policy,
    severities: { ...policy.severities, ...Object.fromEntries(off) },
  });
  const policy = narrow(model.policy);
  return {
    ...model,
    policy,
    fabrics: model.fabrics.map((fabric) => ({
      ...fabric,
      policy: fabric.policy === model.policy ? policy : narrow(fabric.policy),
    })),
  };
}
