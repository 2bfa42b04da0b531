import { asNumber, asRecord, isRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const gatewayLimits: ResourceRule = {
  id: 'gateway-limits',
  numbers: [151],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'A gateway has 1 to 64 workers, and a log limit above 0',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    const found: Draft[] = [];
    const workers = asNumber(spec['workers']) ?? 0;
    if (workers < 0 || workers > 64)
      found.push({ at: ['spec', 'workers'], message: `workers is ${workers}; it may be 1 to 64` });
    const limit = asRecord(spec['logs'])['rateLimit'];
    if (!isRecord(limit)) return found;
    for (const field of ['burst', 'replenishPerSecond']) {
      const value = asNumber(limit[field]);
      if (value === 0)
        found.push({ at: ['spec', 'logs', 'rateLimit', field], message: `${field} is 0; it has to be above` });
    }
    return found;
  },
};
