import { showValue } from '../../schema/check-value';
import { asRecord, valueAt } from '../../value';
import type { InstallationRule, PlacedDraft } from '../rule';

const at = ['spec', 'config', 'gateway', 'communities'];
const highestPriority = 4294967295;

const isPart = (text: string | undefined): boolean => text !== undefined && /^\d+$/.test(text) && Number(text) <= 65535;

function isCommunity(value: unknown): boolean {
  const parts = typeof value === 'string' ? value.split(':') : [];
  return parts.length === 2 && parts.every(isPart);
}

export const gatewayCommunities: InstallationRule = {
  id: 'gateway-communities',
  numbers: [177],
  kinds: ['Fabricator'],
  severity: 'error',
  title: 'Communities of gateways are priority: A:B, with two numbers up to 65535',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) =>
      Object.entries(asRecord(valueAt(resource.value, at))).flatMap(([priority, value]): PlacedDraft[] => {
        const place = [...at, priority];
        const isPriority = /^\d+$/.test(priority) && Number(priority) <= highestPriority;
        const says = `The community of priority ${priority} is ${showValue(value)}`;
        return [
          ...(isPriority
            ? []
            : [
                { resource, at: place, onKey: true, message: `The priority ${showValue(priority)} is no whole number` },
              ]),
          ...(isCommunity(value)
            ? []
            : [{ resource, at: place, message: `${says}; it has to be A:B with two numbers up to 65535` }]),
        ];
      }),
    ),
};
