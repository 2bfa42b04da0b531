import { installGroup, installKinds, installVersion } from '../../kinds';
import { closestName } from '../../schema/closest-name';
import type { InstallationRule, PlacedDraft } from '../rule';

const served = `${installGroup}/${installVersion}`;

export const installVersionKnown: InstallationRule = {
  id: 'install-version',
  numbers: [2],
  kinds: ['Fabricator', 'ControlNode', 'FabNode'],
  severity: 'error',
  title: 'apiVersion and kind are ones that the installer knows',
  source: 'fabricator, loader.go isAllowedGVK',
  looksAt: 'installation',
  check: ({ fabricators, controlNodes, fabNodes, strangers }) => [
    ...[...fabricators, ...controlNodes, ...fabNodes].flatMap((resource): PlacedDraft[] => {
      const { version, apiVersion, kind } = resource.id;
      const at = ['apiVersion'];
      const fix = { title: `Change to ${served}`, edits: [{ at, action: 'set' as const, value: served }] };
      const message = `${apiVersion} is not served; ${kind} is ${served}`;
      return version === installVersion ? [] : [{ resource, at, message, fix }];
    }),
    ...strangers.map((resource): PlacedDraft => {
      const near = closestName(resource.id.kind, installKinds);
      const at = ['kind'];
      const message = `${installGroup} has no kind ${resource.id.kind}${near === null ? '' : `; did you mean ${near}?`}`;
      if (near === null) return { resource, at, message };
      return {
        resource,
        at,
        message,
        fix: { title: `Change to ${near}`, edits: [{ at, action: 'set', value: near }] },
      };
    }),
  ],
};
