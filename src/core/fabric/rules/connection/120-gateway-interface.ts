import { findResource } from '../../model/fabric-model';
import { asRecord } from '../../value';
import { connectionView } from '../../views/connection-view';
import type { LinkRule } from '../rule';

export const gatewayInterface: LinkRule = {
  id: 'gateway-interface',
  numbers: [120],
  kinds: ['Connection'],
  severity: 'error',
  title: 'A cable to a gateway ends in an interface that the gateway has',
  source: 'fabricator, hydrate.go hydrate',
  looksAt: 'links',
  check: (resource, fabric) =>
    connectionView(resource).ends.flatMap(({ device, port, at }) => {
      const gateway = device === 'Gateway' && port ? findResource(fabric, 'Gateway', port.device) : null;
      if (!gateway || !port || Object.hasOwn(asRecord(gateway.spec['interfaces']), port.port)) return [];
      const names = Object.keys(asRecord(gateway.spec['interfaces'])).join(', ') || 'none';
      const message = `Gateway ${port.device} has no interface ${port.port} (it has ${names})`;
      return [
        {
          at: [...at, 'port'],
          message,
          related: [{ resource: gateway, at: ['spec', 'interfaces'], message: port.device }],
        },
      ];
    }),
};
