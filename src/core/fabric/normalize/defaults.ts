import type { KindName } from '../kinds';
import { asList, asName, asRecord, isRecord } from '../value';
import { defaultVpc } from './vpc-defaults';

type Fields = Record<string, unknown>;
type Defaulter = (spec: Fields) => Fields;

const when = (condition: boolean, fields: Fields): Fields => (condition ? fields : {});
const speed = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('SPEED_') ? value.slice('SPEED_'.length) : value;
const mapValues = (value: unknown, change: (item: unknown) => unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)])) : value;

function defaultSwitch(spec: Fields): Fields {
  const group = asName(asRecord(spec['redundancy'])['group']);
  const groups = asList(spec['groups']);
  const flaps = spec['linkFlapErrDisable'];
  const namespaces = asList(spec['vlanNamespaces']);
  return {
    ...spec,
    ...when(isRecord(spec['portSpeeds']), { portSpeeds: mapValues(spec['portSpeeds'], speed) }),
    ...when(isRecord(spec['portGroupSpeeds']), { portGroupSpeeds: mapValues(spec['portGroupSpeeds'], speed) }),
    ...when(namespaces.length === 0, { vlanNamespaces: ['default'] }),
    ...when(group !== null && !groups.includes(group), { groups: [...groups, group] }),
    ...when(isRecord(flaps), {
      linkFlapErrDisable: { flapThreshold: 3, samplingInterval: 30, recoveryInterval: 300, ...asRecord(flaps) },
    }),
  };
}

function defaultGateway(spec: Fields): Fields {
  const logs = asRecord(spec['logs']);
  const limit = asRecord(logs['rateLimit']);
  return {
    ...spec,
    workers: typeof spec['workers'] === 'number' && spec['workers'] !== 0 ? spec['workers'] : 4,
    groups: asList(spec['groups']).length > 0 ? spec['groups'] : [{ name: 'default', priority: 0 }],
    logs: {
      ...logs,
      default: asName(logs['default']) ?? 'info',
      tags: isRecord(logs['tags']) && Object.keys(logs['tags']).length > 0 ? logs['tags'] : { all: 'info' },
      rateLimit: { burst: 50, replenishPerSecond: 5, ...limit },
    },
  };
}

function defaultExpose(expose: unknown): unknown {
  const nat = asRecord(asRecord(expose)['nat']);
  const timed = (name: string): Fields =>
    when(isRecord(nat[name]), { [name]: { idleTimeout: '2m0s', ...asRecord(nat[name]) } });
  if (!isRecord(expose) || !isRecord(expose['nat'])) return expose;
  return { ...expose, nat: { ...nat, ...timed('masquerade'), ...timed('portForward') } };
}

function defaultGatewayPeering(spec: Fields): Fields {
  const acl = spec['acl'];
  const rules = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((rule) => (isRecord(rule) ? { ...rule, scope: asName(rule['scope']) ?? 'flow' } : rule))
      : value;
  return {
    ...spec,
    gatewayGroup: asName(spec['gatewayGroup']) ?? 'default',
    ...when(isRecord(spec['peering']), {
      peering: mapValues(spec['peering'], (side) =>
        isRecord(side) && Array.isArray(side['expose']) ? { ...side, expose: side['expose'].map(defaultExpose) } : side,
      ),
    }),
    ...when(isRecord(acl), {
      acl: {
        ...asRecord(acl),
        default: asName(asRecord(acl)['default']) ?? 'deny-unless-exposed',
        ...when(Array.isArray(asRecord(acl)['rules']), { rules: rules(asRecord(acl)['rules']) }),
      },
    }),
  };
}

const defaulters: Partial<Record<KindName, Defaulter>> = {
  VPC: defaultVpc,
  VPCAttachment: (spec) => {
    const subnet = asName(spec['subnet']);
    return subnet !== null && !subnet.includes('/') ? { ...spec, subnet: `${subnet}/default` } : spec;
  },
  External: (spec) => ({ ...spec, ipv4Namespace: asName(spec['ipv4Namespace']) ?? 'default' }),
  ExternalAttachment: (spec) => ({ ...spec, switch: spec['switch'] ?? {}, neighbor: spec['neighbor'] ?? {} }),
  VLANNamespace: (spec) => ({
    ...spec,
    ...when(Array.isArray(spec['ranges']), {
      ranges: asList(spec['ranges']).map((range) =>
        isRecord(range) ? { ...range, to: range['to'] ? range['to'] : range['from'] } : range,
      ),
    }),
  }),
  Switch: defaultSwitch,
  Gateway: defaultGateway,
  GatewayPeering: defaultGatewayPeering,
};

/**
 * The spec as the cluster would hold it after the fabric's mutating webhooks (fabric v0.126, the `Default()` of each
 * kind). Lists keep their order here; sets are sorted where meaning is compared. The clock-dependent clamping of
 * `portLocators` (0.129) is left out on purpose.
 */
export function defaultedSpec(kind: KindName, spec: unknown): Record<string, unknown> {
  const fields = asRecord(spec);
  return defaulters[kind]?.(fields) ?? fields;
}
