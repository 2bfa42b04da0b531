import type { Resource } from '../../model/model-file';
import { formatRange, inRange } from '../../net/vlan';
import type { InstallField } from '../../views/install-view';
import { installNumber, installValue, installWords } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

const spine: InstallField = ['fabric', 'spineASN'];
const leafStart: InstallField = ['fabric', 'leafASNStart'];
const leafEnd: InstallField = ['fabric', 'leafASNEnd'];
const gateway: InstallField = ['gateway', 'asn'];

/** The last leaf number was 65534 once; the installer makes room for the gateways by itself. */
function lastLeaf(resource: Resource): number | null {
  const written = installNumber(resource, leafEnd);
  return written === 65534 && installNumber(resource, gateway) === 65534 ? 65533 : written;
}

export const installAsNumbers: InstallationRule = {
  id: 'install-as-numbers',
  numbers: [176],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'The AS numbers of leaves are a range; those of spines and of gateways differ and lie outside it',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource): PlacedDraft[] => {
      const [from, to] = [installNumber(resource, leafStart), lastLeaf(resource)];
      const say = (field: InstallField, words: string): PlacedDraft => {
        const value = installValue(resource, field);
        return { resource, at: value.at, message: `${installWords(value)} ${words}` };
      };
      if (from === null || to === null) return [];
      const isRange = from < to;
      const range = { from, to };
      const taken = (field: InstallField): boolean => isRange && inRange(installNumber(resource, field) ?? 0, range);
      const inside = [spine, gateway].filter(taken);
      const same = installNumber(resource, spine) === installNumber(resource, gateway);
      return [
        ...(isRange ? [] : [say(leafStart, `has to be smaller than ${installWords(installValue(resource, leafEnd))}`)]),
        ...inside.map((field) => say(field, `is among the numbers of leaves, ${formatRange(range)}`)),
        ...(same ? [say(gateway, 'is the number of the spines too')] : []),
      ];
    }),
};
