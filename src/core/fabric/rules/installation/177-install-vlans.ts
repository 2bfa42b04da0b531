import { formatRange, isValidRange, rangesOverlap } from '../../net/vlan';
import type { VlanRange } from '../../net/vlan';
import type { Resource } from '../../model/model-file';
import type { InstallField } from '../../views/install-view';
import { installValue, installVlans } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

const th5: InstallField = ['fabric', 'th5WorkaroundVLANs'];
const irb: InstallField = ['fabric', 'vpcIRBVLANs'];

interface Block {
  readonly name: string;
  readonly range: VlanRange;
  readonly at: readonly (string | number)[];
  readonly isWritten: boolean;
}

function blocksOf(resource: Resource, field: InstallField): Block[] {
  const { at, name, isWritten } = installValue(resource, field);
  const ranges = installVlans(resource, field);
  // Routing VLANs went up to 3999 once; the installer takes the new default for the old one.
  const [only] = ranges;
  const isOld = field === irb && ranges.length === 1 && only?.from === 3000 && only.to === 3999;
  return ranges.map((range, index) => ({
    name,
    range: isOld ? { from: 3000, to: 3899 } : range,
    at: isWritten ? [...at, index] : at,
    isWritten,
  }));
}

export const installVlanRanges: InstallationRule = {
  id: 'install-vlans',
  numbers: [177],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The VLANs for routing and those of the TH5 workaround are ranges that do not overlap',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const blocks = [...blocksOf(resource, th5), ...blocksOf(resource, irb)];
      const words = ({ name, range, isWritten }: Block): string =>
        `${formatRange(range)} of ${name}${isWritten ? '' : ' (the installer’s default)'}`;
      return blocks.flatMap((block, index): PlacedDraft[] => {
        if (!isValidRange(block.range))
          return [{ resource, at: block.at, message: `${words(block)} is no range of VLANs from 1 to 4094` }];
        return blocks.slice(0, index).flatMap((other): PlacedDraft[] => {
          if (!isValidRange(other.range) || !rangesOverlap(other.range, block.range)) return [];
          const [own, theirs] = block.isWritten ? [block, other] : [other, block];
          return [{ resource, at: own.at, message: `${words(own)} overlaps ${words(theirs)}` }];
        });
      });
    }),
};
