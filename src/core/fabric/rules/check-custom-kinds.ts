import type { Fabric } from '../model/fabric-model';
import type { ImportedKind } from '../schema/import-crd';
import { checkValue } from '../schema/check-value';
import type { Finding } from './finding';

/**
 * Checks resources of foreign kinds against CRDs that the repository or the user provides. The fabric's own kinds have
 * their own schemas and are passed over. Rule id of the findings: `custom-schema`.
 */
export function checkCustomKinds(fabric: Fabric, kinds: readonly ImportedKind[]): Finding[] {
  const byName = new Map(kinds.map((kind) => [`${kind.group}/${kind.version}/${kind.kind}`, kind]));
  const level = fabric.policy.severities['custom-schema'] ?? 'error';
  if (level === 'off') return [];
  return fabric.resources.flatMap((resource) => {
    const kind = resource.kind
      ? undefined
      : byName.get(`${resource.id.group}/${resource.id.version}/${resource.id.kind}`);
    if (!kind) return [];
    const value = { ...resource.value };
    // The API server describes these two itself; CRDs often leave them out.
    delete value['apiVersion'];
    delete value['kind'];
    return checkValue(kind.schema, value).map(({ path, message, code }): Finding => ({
      rule: 'custom-schema',
      severity: level,
      message,
      fabric: fabric.root,
      path: resource.path,
      document: resource.documentIndex,
      at: code === 'missing' ? path.slice(0, -1) : path,
      onKey: code === 'unknown-field',
      position: null,
      resource: resource.key,
      related: [],
      fix: null,
    }));
  });
}
