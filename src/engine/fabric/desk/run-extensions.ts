import type { Fabric, FabricModel } from '../../../core/fabric/model/fabric-model';
import { isWinner } from '../../../core/fabric/model/fabric-model';
import type { Resource } from '../../../core/fabric/model/model-file';
import { remember } from '../../../core/fabric/model/remember';
import type { Policy } from '../../../core/fabric/policy/policy';
import type { Finding } from '../../../core/fabric/rules/finding';
import type { Extension, ExtensionRule, SeenFabric, SeenResource } from './extension';
import { findingOfComplaint, readComplaints } from './extension';
import type { Extensions } from './load-extensions';

/** The id under which the rule of an extension is told, and silenced in a policy. */
export const extensionRuleId = (extension: Pick<Extension, 'name'>, rule: Pick<ExtensionRule, 'id'>): string =>
  `${extension.name}:${rule.id}`;

const seen = remember(({ id, path, value }: Resource): SeenResource => ({
  kind: id.kind,
  group: id.group,
  version: id.version,
  namespace: id.namespace,
  name: id.name,
  path,
  value,
}));

const winners = remember((fabric: Fabric) => fabric.resources.filter((resource) => isWinner(fabric, resource)));

const seenFabric = remember((fabric: Fabric): SeenFabric => {
  const all = winners(fabric);
  const ofKind = (kind: string): Resource[] => all.filter((resource) => resource.id.kind === kind);
  return {
    root: fabric.root,
    all: (kind) => ofKind(kind).map(seen),
    find: (kind, name) =>
      ofKind(kind)
        .map(seen)
        .find((one) => one.name === name) ?? null,
  };
});

/** Lists as the extensions understand them go after those of the policy. The same object for the same policy. */
export function policyWith({ loaded }: Extensions): (policy: Policy) => Policy {
  const lists = loaded.flatMap((extension) => extension.lists);
  if (lists.length === 0) return (policy) => policy;
  return remember((policy: Policy) => ({ ...policy, lists: [...policy.lists, ...lists] }));
}

/** What the rules of extensions say. A rule that throws, or answers nonsense, is told once and has said nothing. */
export function runExtensions({ loaded, problems }: Extensions, model: FabricModel): Finding[] {
  return loaded.flatMap((extension) =>
    extension.rules.flatMap((rule) =>
      model.fabrics.flatMap((fabric) => {
        try {
          return runRule(extension, rule, fabric);
        } catch (error) {
          const reason = `${rule.id}: ${error instanceof Error ? error.message : String(error)}`;
          if (!problems.some((one) => one.file === extension.name && one.reason === reason))
            problems.push({ file: extension.name, reason });
          return [];
        }
      }),
    ),
  );
}

function runRule(extension: Extension, rule: ExtensionRule, fabric: Fabric): Finding[] {
  const id = extensionRuleId(extension, rule);
  const level = fabric.policy.severities[id];
  if (level === 'off') return [];
  return winners(fabric).flatMap((resource) => {
    if (rule.kinds !== undefined && !rule.kinds.includes(resource.id.kind)) return [];
    const complaints = readComplaints(rule.check(seen(resource), seenFabric(fabric)));
    if (complaints === null) throw new Error('it has to answer a list of { message, at }');
    const place = {
      rule: id,
      severity: level ?? rule.severity,
      fabric: fabric.root,
      path: resource.path,
      document: resource.documentIndex,
      resource: resource.key,
    };
    return complaints.map((complaint) =>
      findingOfComplaint(place, level === undefined ? complaint : { ...complaint, severity: level }),
    );
  });
}
