import type { Resource } from '../../model/model-file';
import { showValue } from '../../schema/check-value';
import { asList, asName, valueAt } from '../../value';
import { nodesOf } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

const role = 'gateway';

function namespaceOf(resource: Resource): PlacedDraft[] {
  const { kind, name, namespace } = resource.id;
  if (namespace === 'fab') return [];
  const at = ['metadata', 'namespace'];
  const fix = { title: 'Change to fab', edits: [{ at, action: 'set' as const, value: 'fab' }] };
  return [
    { resource, at, message: `${kind} ${name} is in the namespace ${namespace}; the installer accepts fab only`, fix },
  ];
}

function missing(resource: Resource): PlacedDraft[] {
  const { kind, name } = resource.id;
  const wanted: readonly (readonly [readonly string[], string])[] = [
    [['management', 'interface'], 'no management interface'],
    [['bootstrap', 'disk'], 'no disk to install on'],
    ...(kind === 'ControlNode' ? ([[['external', 'interface'], 'no external interface']] as const) : []),
  ];
  return wanted.flatMap(([path, words]) =>
    asName(valueAt(resource.spec, path)) === null
      ? [{ resource, at: ['spec', ...path], message: `${kind} ${name} has ${words} (spec.${path.join('.')})` }]
      : [],
  );
}

function rolesOf(resource: Resource): PlacedDraft[] {
  const { name } = resource.id;
  const at = ['spec', 'roles'];
  const roles = asList(resource.spec['roles']);
  return roles.flatMap((one, index): PlacedDraft[] => {
    if (one !== role)
      return [
        {
          resource,
          at: [...at, index],
          message: `FabNode ${name} has the role ${showValue(one)}; ${role} is the only one there is`,
        },
      ];
    if (roles.indexOf(one) === index) return [];
    const fix = { title: 'Take the second away', edits: [{ at: [...at, index], action: 'delete' as const }] };
    return [{ resource, at: [...at, index], message: `FabNode ${name} has the role ${role} twice`, fix }];
  });
}

export const nodeFields: InstallationRule = {
  id: 'node-fields',
  numbers: [179],
  kinds: ['ControlNode', 'FabNode'],
  severity: 'error',
  title:
    'A node of the installation is in the namespace fab and has its interfaces, its disk and, a FabNode, its roles',
  source: 'fabricator, ControlNode.Validate and FabNode.Validate',
  looksAt: 'installation',
  check: (installation) => [
    ...nodesOf(installation).flatMap((resource) => [...namespaceOf(resource), ...missing(resource)]),
    ...installation.fabNodes.flatMap(rolesOf),
  ],
};
