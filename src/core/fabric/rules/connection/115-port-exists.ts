import { findResource } from '../../model/fabric-model';
import { parseBreakout, isCableable, lanesOf } from '../../profiles/profile-ports';
import type { SwitchProfileFacts } from '../../profiles/profile';
import { basePort } from '../../net/ports';
import type { SwitchView } from '../../views/switch-view';
import { factsOf, switchView } from '../../views/switch-view';
import { connectionView, isMclag } from '../../views/connection-view';
import type { LinkRule } from '../rule';

function explain(name: string, port: string, facts: SwitchProfileFacts, view: SwitchView): string {
  const base = basePort(port);
  const basic = facts.ports.get(base);
  if (!basic) return `Switch ${name} (${facts.displayName}) has no port ${base}`;
  if (basic.use === 'management') return `Port ${port} of switch ${name} is for management`;
  if (basic.use !== 'breakout') return `Port ${base} of switch ${name} cannot be split, so there is no ${port}`;
  const mode = view.breakouts[base] ?? basic.default;
  const lanes = lanesOf(facts, base, view.breakouts);
  const more = basic.supported.filter((one) => (parseBreakout(one)?.lanes ?? 0) > lanes).slice(0, 4);
  const hint = more.length > 0 ? `; portBreakouts could split it (${more.join(', ')})` : '';
  return `Port ${base} of switch ${name} is ${String(mode)}, so there is no ${port}${hint}`;
}

export const portExists: LinkRule = {
  id: 'port-exists',
  numbers: [115],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A switch has the ports that cables end in, under its breakouts',
  source: 'fabric v0.126, GetAPI2NOSPortsFor',
  looksAt: 'links',
  check: (resource, fabric) => {
    const connection = connectionView(resource);
    if (isMclag(connection)) return [];
    return connection.ends.flatMap(({ device, port, at }) => {
      const target = device === 'Switch' && port ? findResource(fabric, 'Switch', port.device) : null;
      const facts = target ? factsOf(fabric, target) : null;
      if (!target || !facts || !port || facts.ports.size === 0) return [];
      const view = switchView(target);
      if (isCableable(facts, port.port, view.breakouts)) return [];
      const related = [{ resource: target, at: ['spec', 'profile'], message: facts.displayName }];
      return [{ at: [...at, 'port'], message: explain(port.device, port.port, facts, view), related }];
    });
  },
};
