import type { SwitchProfileFacts } from '../../profiles/profile';
import { isCableable, lanesOf } from '../../profiles/profile-ports';
import { factsOf, switchView } from '../../views/switch-view';
import { asRecord } from '../../value';
import type { LinkRule } from '../rule';

function whyNot(facts: SwitchProfileFacts, port: string, breakouts: Record<string, unknown>): string | null {
  if (!isCableable(facts, port, breakouts)) return `${facts.displayName} has no port ${port} under these breakouts`;
  const lanes = lanesOf(facts, port, breakouts);
  return lanes > 1 ? `Port ${port} is split; name its parts ${port}/1 to ${port}/${lanes}` : null;
}

export const portSettings: LinkRule = {
  id: 'port-settings',
  numbers: [134, 135],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Auto-negotiation and error correction are set for ports that exist; of split ports for the parts',
  source: 'fabric v0.126, GetAutoNegsDefaultsFor and GetFECConfigurablePorts',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    if (!facts) return [];
    const { spec, breakouts } = switchView(resource);
    return ['portAutoNegs', 'portFECs'].flatMap((field) =>
      Object.keys(asRecord(spec[field])).flatMap((port) => {
        const reason = whyNot(facts, port, breakouts);
        return reason === null ? [] : [{ at: ['spec', field, port], onKey: true, message: reason }];
      }),
    );
  },
};
