import type { FabricModel } from '../../fabric/model/fabric-model';
import { buildModel } from '../../fabric/model/fabric-model';
import type { ModelFile } from '../../fabric/model/model-file';
import { readModelFile } from '../../fabric/model/model-file';
import type { Policy } from '../../fabric/policy/policy';
import { defaultPolicy } from '../../fabric/policy/policy';
import type { SemanticConflict, Violation } from '../gate/invariants';
import { newViolations } from '../gate/invariants';
import { CauseFinder } from './attribute-cause';
import { candidateFixes } from './candidate-fixes';
import { fabricViolations, lostReferences } from './fabric-violations';
import { renameFixes, renamedResources } from './renamed-targets';
import type { Files } from './repository-versions';
import { isYamlPath } from './repository-versions';

export interface FourModels {
  readonly base: FabricModel;
  readonly ours: FabricModel;
  readonly theirs: FabricModel;
  readonly result: FabricModel;
}

/** Makes models from texts and reads each text once: the versions of a merge share most of their files. */
export class ModelReader {
  private readonly known = new Map<string, ModelFile>();

  model(files: Files, policy: Policy = defaultPolicy): FabricModel {
    const yaml = [...files].filter(([path]) => isYamlPath(path));
    return buildModel(
      yaml.map(([path, text]) => this.file(path, text)),
      policy,
    );
  }

  private file(path: string, text: string): ModelFile {
    const key = `${path}\n${text}`;
    const file = this.known.get(key) ?? readModelFile(path, text);
    this.known.set(key, file);
    return file;
  }
}

/**
 * The rules of the fabric that both sides keep and the result breaks, each with the pair of changes that causes it and
 * the values that would settle it.
 */
export function semanticConflicts(models: FourModels): SemanticConflict[] {
  const { base, ours, theirs, result } = models;
  const check = (model: FabricModel): Violation[] => [
    ...fabricViolations(model),
    ...lostReferences(model, [base, ours, theirs]),
  ];
  const found = newViolations(check, { ours, theirs, result });
  if (found.length === 0) return [];
  const renames = [...renamedResources(base, ours), ...renamedResources(base, theirs)];
  const finder = new CauseFinder({ base, ours, theirs });
  return found.map((violation) => ({
    ...violation,
    causes: finder.causesOf(violation),
    candidates: [...renameFixes(violation, result, renames), ...candidateFixes(violation, result)],
  }));
}
