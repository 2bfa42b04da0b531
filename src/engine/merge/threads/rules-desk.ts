import type { CombinedProblem } from '../../../contract/rehearsal';
import { buildModel, updateModel } from '../../../core/fabric/model/fabric-model';
import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { ModelFile } from '../../../core/fabric/model/model-file';
import { policyPath } from '../../../core/fabric/policy/policy';
import { combinedProblems } from '../../../core/merge/decisions/combined-problems';
import { readModelFile } from '../../fabric/desk/read-yaml';
import { repositoryPolicy } from '../../fabric/desk/repository-policy';

/** A file as one version has it. */
export interface FileVersion {
  readonly path: string;
  /** Git's name for the content; null: it is in no commit. */
  readonly id: string | null;
  /** Null: the file is gone. Left out where the id was read here before at this path. */
  readonly bytes?: Uint8Array | null;
}

/** The YAML of one side, and what the other changes in it. */
export interface SidesJob {
  readonly ours: readonly FileVersion[];
  readonly theirs: readonly FileVersion[];
}

export interface RulesDesk {
  readSides(job: SidesJob): null;
  /** `result`: what the merge changes in ours. Answers what only the combination of the sides read last breaks. */
  judgeResult(result: readonly FileVersion[]): CombinedProblem[];
}

const nothing = new Uint8Array();

/** Asks the rules of the fabric about two sides and their merge. What both share is read and judged once. */
export function createRulesDesk(): RulesDesk {
  const read = new Map<string, ModelFile>();
  let sides: { readonly ours: FabricModel; readonly theirs: FabricModel } | null = null;

  const modelOf = ({ path, id, bytes }: FileVersion): ModelFile => {
    const key = `${id ?? ''} ${path}`;
    const known = id === null ? undefined : read.get(key);
    if (known !== undefined) return known;
    const file = readModelFile(path, bytes ?? nothing, '');
    if (id !== null) read.set(key, file);
    return file;
  };
  const changes = (versions: readonly FileVersion[]): { path: string; file: ModelFile | null }[] =>
    versions.map((version) => ({ path: version.path, file: version.bytes === null ? null : modelOf(version) }));
  return {
    readSides: ({ ours, theirs }) => {
      const files = ours.map(modelOf);
      const { policy } = repositoryPolicy(files.find(({ path }) => path === policyPath));
      const before = buildModel(files, policy);
      sides = { ours: before, theirs: updateModel(before, changes(theirs)) };
      return null;
    },
    judgeResult: (result) => {
      if (sides === null) throw new Error('no sides were read');
      const found = combinedProblems(sides.ours, sides.theirs, updateModel(sides.ours, changes(result)));
      return found.map(({ rule, severity, message, path, resource, related }) => ({
        ...{ rule, severity, path, resource },
        sentence: message,
        related: related.map((place) => ({ path: place.path, resource: place.resource, sentence: place.message })),
      }));
    },
  };
}
