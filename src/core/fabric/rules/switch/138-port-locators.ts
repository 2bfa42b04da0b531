import { isCableable } from '../../profiles/profile-ports';
import { showValue } from '../../schema/check-value';
import { asRecord } from '../../value';
import { factsOf, lacks, switchView } from '../../views/switch-view';
import type { Draft, LinkRule } from '../rule';

const duration = /^[+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;
const moment = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

export const portLocators: LinkRule = {
  id: 'port-locators',
  numbers: [138],
  kinds: ['Switch'],
  severity: 'error',
  title: 'A blinking light is for a port that exists (or *), until a time or for a duration',
  source: 'fabric v0.129, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    const entries = Object.entries(asRecord(resource.spec['portLocators']));
    if (entries.length > 0 && lacks(facts, 'portLocator'))
      return [
        {
          at: ['spec', 'portLocators'],
          onKey: true,
          message: `${facts?.displayName ?? 'The model'} has no port lights to blink`,
        },
      ];
    return entries.flatMap(([port, value]): Draft[] => {
      const at = ['spec', 'portLocators', port];
      if (facts && port !== '*' && !isCableable(facts, port, switchView(resource).breakouts))
        return [{ at, onKey: true, message: `${facts.displayName} has no port ${port} under these breakouts` }];
      if (typeof value !== 'string' || value === '' || value === '0' || duration.test(value) || moment.test(value))
        return [];
      return [
        { at, message: `${showValue(value)} is neither empty, nor a duration such as 10m, nor YYYY-MM-DD hh:mm:ss` },
      ];
    });
  },
};
