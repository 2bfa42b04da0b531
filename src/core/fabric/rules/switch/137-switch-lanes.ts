import { lanesOf } from '../../profiles/profile-ports';
import { factsOf, switchView } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';
import { someWords } from '../words';

export const switchLanes: LinkRule = {
  id: 'switch-lanes',
  numbers: [137],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Breakouts do not make more ports than the chip, or a part of it, can drive',
  source: 'fabric v0.126, Switch.Validate; limits of whole chips are not published',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    const { breakouts } = switchView(resource);
    if (!facts || Object.keys(breakouts).length === 0) return [];
    const count = (ports: Iterable<string>): number =>
      [...ports].reduce((sum, port) => sum + lanesOf(facts, port, breakouts), 0);
    const at = ['spec', 'portBreakouts'];
    const found: Draft[] = facts.pipelines.flatMap(({ name, maxPorts, ports }) => {
      const lanes = count(ports);
      if (lanes <= maxPorts) return [];
      return [
        {
          at,
          onKey: true,
          message: `Ports ${someWords(ports)} make ${lanes} lanes together; pipeline ${name} of ${facts.displayName} drives ${maxPorts}`,
        },
      ];
    });
    const front = [...facts.ports.values()].flatMap((port) => (port.use === 'management' ? [] : [port.name]));
    const lanes = count(front);
    if (facts.maxPorts !== null && lanes > facts.maxPorts)
      found.push({
        at,
        onKey: true,
        message: `The ports make ${lanes} lanes together; ${facts.displayName} drives ${facts.maxPorts}`,
      });
    return found;
  },
};
