import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import { asName, asNumber, asRecord, asTexts, isRecord } from '../value';
import type { Feature, ProfilePort, SwitchProfileFacts } from './profile';

function portOf(name: string, port: Record<string, unknown>, spec: Record<string, unknown>): ProfilePort {
  const group = asName(port['group']);
  const groupProfile = group === null ? null : asName(asRecord(asRecord(spec['portGroups'])[group])['profile']);
  const profile = asRecord(asRecord(spec['portProfiles'])[asName(port['profile']) ?? groupProfile ?? '']);
  const breakout = asRecord(profile['breakout']);
  const speed = asRecord(profile['speed']);
  const splits = isRecord(profile['breakout']);
  const use = port['management'] === true ? 'management' : splits ? 'breakout' : group === null ? 'direct' : 'grouped';
  return {
    name,
    label: asName(port['label']) ?? '',
    use,
    group,
    default: asName((splits ? breakout : speed)['default']),
    supported: splits ? Object.keys(asRecord(breakout['supported'])) : asTexts(speed['supported']),
    autoNeg: profile['autoNegAllowed'] === true ? profile['autoNegDefault'] === true : null,
  };
}

/** The facts of a model that somebody defined as a SwitchProfile resource of their own. */
export const profileFromResource: (resource: Resource) => SwitchProfileFacts = remember((resource: Resource) => {
  const { spec } = resource;
  const features = Object.entries(asRecord(spec['features'])).map(([name, value]) => [name as Feature, value === true]);
  const ports = Object.entries(asRecord(spec['ports'])).map(
    ([name, port]) => [name, portOf(name, asRecord(port), spec)] as const,
  );
  const front = (pipeline: string): string[] =>
    Object.entries(asRecord(spec['ports'])).flatMap(([name, port]) =>
      asRecord(port)['pipeline'] === pipeline ? [name] : [],
    );
  return {
    name: resource.id.name,
    displayName: asName(spec['displayName']) ?? resource.id.name,
    silicon: asName(spec['switchSilicon']) ?? '',
    otherNames: asTexts(spec['otherNames']),
    spine: true,
    leaf: 'full',
    features: Object.fromEntries(features) as Partial<Record<Feature, boolean>>,
    ports: new Map(ports),
    pipelines: Object.entries(asRecord(spec['pipelines'])).map(([name, pipeline]) => ({
      name,
      maxPorts: asNumber(asRecord(pipeline)['maxPorts']) ?? 0,
      ports: front(name),
    })),
    maxPorts: asNumber(spec['maxPorts']) || null,
  };
});
