import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asNumber, asRecord } from '../../value';
import type { Policy } from '../../policy/policy';
import type { Draft, ResourceRule } from '../rule';

const nameForm = /^[a-zA-Z][a-zA-Z0-9_.-]{0,8}[a-zA-Z0-9]$/;
/** Domain, bus, device (0–1f) and function (0–7). */
const pciForm = /^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[01][0-9a-fA-F]\.[0-7]$/;

function checkInterface(name: string, fields: Record<string, unknown>, addressed: boolean): Draft[] {
  const at = ['spec', 'interfaces', name];
  const found: Draft[] = [];
  const told = (where: readonly (string | number)[], message: string, onKey = false): void =>
    void found.push({ at: where, onKey, message: `Interface ${name}: ${message}` });
  if (!nameForm.test(name))
    told(at, 'a name has 2 to 10 letters, digits, dots, dashes or underscores and starts with a letter', true);
  const ips = asList(fields['ips']);
  if (ips.length === 0 && addressed) told(at, 'it has no address', true);
  for (const [index, ip] of ips.entries())
    if (typeof ip === 'string' && parsePrefix(ip)?.family !== 4)
      told([...at, 'ips', index], `${showValue(ip)} is no IPv4 address with a length`);
  const [pci, kernel] = [asName(fields['pci']), asName(fields['kernel'])];
  if (pci !== null && kernel !== null) told(at, 'it has both pci and kernel', true);
  if (pci !== null && !pciForm.test(pci))
    told([...at, 'pci'], `${showValue(pci)} is no PCI address such as 0000:00:01.0`);
  if (kernel !== null && !nameForm.test(kernel))
    told([...at, 'kernel'], `${showValue(kernel)} is no name of an interface`);
  if (kernel === name) told([...at, 'kernel'], 'the kernel’s name has to differ from the interface’s own');
  return found;
}

const expectsAddresses = (spec: Record<string, unknown>, policy: Policy): boolean =>
  policy.hydration === 'hydrated' ||
  (policy.hydration === 'auto' && (asName(spec['protocolIP']) !== null || (asNumber(spec['asn']) ?? 0) !== 0));

export const gatewayInterfaces: ResourceRule = {
  id: 'gateway-interfaces',
  numbers: [153],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'A gateway has interfaces with names, addresses and hardware in good form',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'resource',
  check: ({ spec }, { policy }) => {
    const interfaces = Object.entries(asRecord(spec['interfaces']));
    if (interfaces.length === 0) return [{ at: ['spec'], message: 'The gateway has no interface' }];
    const addressed = expectsAddresses(spec, policy);
    return interfaces.flatMap(([name, fields]) => checkInterface(name, asRecord(fields), addressed));
  },
};
