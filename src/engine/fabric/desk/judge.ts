import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import { policyPath } from '../../../core/fabric/policy/policy';
import { checkCustomKinds } from '../../../core/fabric/rules/check-custom-kinds';
import type { Finding } from '../../../core/fabric/rules/finding';
import { checkModel } from '../../../core/fabric/rules/run-rules';
import type { ImportedKind } from '../../../core/fabric/schema/import-crd';
import { importKinds } from '../../../core/fabric/schema/import-crd';
import { remember } from '../../../core/fabric/model/remember';
import type { ModelFile } from '../../../core/fabric/model/model-file';
import { policyFindings, repositoryPolicy } from './repository-policy';

const definitionKinds = new Set(['CustomResourceDefinition', 'CustomResourceDefinitionList', 'List']);

/** The kinds that the documents of a file define. */
const kindsIn = remember((file: ModelFile): readonly ImportedKind[] =>
  file.documents.flatMap(({ value }) => {
    const kind = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['kind'] : null;
    return typeof kind === 'string' && definitionKinds.has(kind) ? importKinds(value) : [];
  }),
);

/** Everything that the rules, kinds defined in the repository, and its policy file have to say. */
export function judge(model: FabricModel, moreKinds: readonly ImportedKind[]): Finding[] {
  const kinds = [...moreKinds, ...[...model.files.values()].flatMap(kindsIn)];
  const custom = kinds.length === 0 ? [] : model.fabrics.flatMap((fabric) => checkCustomKinds(fabric, kinds));
  const policy = policyFindings(model, repositoryPolicy(model.files.get(policyPath)));
  return [...policy, ...checkModel(model), ...custom];
}
