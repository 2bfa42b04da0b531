import { findResource } from '../../model/fabric-model';
import { formatRange, rangesOverlap } from '../../net/vlan';
import { rangesOf } from '../../views/namespace-view';
import { switchView } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';

export const switchVlanNamespaces: LinkRule = {
  id: 'switch-vlan-namespaces',
  numbers: [123],
  kinds: ['Switch'],
  severity: 'error',
  title: 'The VLAN namespaces of a switch do not overlap',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const names = switchView(resource).vlanNamespaces;
    const ranges = names.flatMap((name, index) => {
      const namespace = findResource(fabric, 'VLANNamespace', name);
      return namespace ? rangesOf(namespace).map((range) => ({ name, range, index })) : [];
    });
    return ranges.flatMap((one, place): Draft[] => {
      const other = ranges
        .slice(0, place)
        .find((before) => before.name !== one.name && rangesOverlap(before.range, one.range));
      if (!other) return [];
      const message = `VLAN namespace ${one.name} (${formatRange(one.range)}) overlaps ${other.name} (${formatRange(other.range)}) on this switch`;
      return [{ at: ['spec', 'vlanNamespaces', one.index], message }];
    });
  },
};
