import { resourcesOfKind } from '../../model/fabric-model';
import { isNamed } from '../../references/reference-graph';
import type { FabricRule } from '../rule';

const judged = ['SwitchGroup', 'VLANNamespace', 'IPv4Namespace', 'Connection', 'GatewayGroup', 'External'] as const;
const purpose = new Set(['unbundled', 'bundled', 'eslag', 'external']);

export const unused: FabricRule = {
  id: 'unused',
  numbers: [],
  kinds: [...judged],
  severity: 'note',
  title: 'Groups, namespaces, externals and connections that nothing names are worth a look',
  source: 'own',
  looksAt: 'fabric',
  check: (fabric) =>
    judged.flatMap((kind) =>
      resourcesOfKind(fabric, kind).flatMap((resource) => {
        if (resource.id.name === 'default' || isNamed(fabric, kind, resource.id.name)) return [];
        // Cables of the fabric itself are used by being there.
        if (kind === 'Connection' && !Object.keys(resource.spec).some((type) => purpose.has(type))) return [];
        return [{ resource, at: ['metadata', 'name'], message: `Nothing names ${kind} ${resource.id.name}` }];
      }),
    ),
};
