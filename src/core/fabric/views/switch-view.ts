import type { Fabric } from '../model/fabric-model';
import { findResource } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import { remember } from '../model/remember';
import { builtInProfiles } from '../profiles/built-in';
import type { Feature, SwitchProfileFacts } from '../profiles/profile';
import { profileFromResource } from '../profiles/profile-from-resource';
import { defaultedSpec } from '../normalize/defaults';
import { asName, asNumber, asRecord, asTexts } from '../value';

export interface SwitchView {
  readonly role: string | null;
  readonly isSpine: boolean;
  readonly profile: string | null;
  readonly vlanNamespaces: readonly string[];
  readonly groups: readonly string[];
  readonly redundancyGroup: string | null;
  readonly redundancyType: string | null;
  readonly asn: number | null;
  readonly ip: string | null;
  readonly protocolIp: string | null;
  readonly vtepIp: string | null;
  readonly breakouts: Record<string, unknown>;
  readonly spec: Record<string, unknown>;
}

/** A switch as the rules read it: defaults filled in. */
export const switchView: (resource: Resource) => SwitchView = remember((resource: Resource) => {
  const spec = defaultedSpec('Switch', resource.spec);
  const redundancy = asRecord(spec['redundancy']);
  const asn = asNumber(spec['asn']);
  return {
    role: asName(spec['role']),
    isSpine: spec['role'] === 'spine',
    profile: asName(spec['profile']),
    vlanNamespaces: asTexts(spec['vlanNamespaces']),
    groups: asTexts(spec['groups']),
    redundancyGroup: asName(redundancy['group']),
    redundancyType: asName(redundancy['type']),
    asn: asn === 0 ? null : asn,
    ip: asName(spec['ip']),
    protocolIp: asName(spec['protocolIP']),
    vtepIp: asName(spec['vtepIP']),
    breakouts: asRecord(spec['portBreakouts']),
    spec,
  };
});

/** What is known about a switch model; null when its facts are not published and not here. */
function profileFacts(fabric: Fabric, name: string): SwitchProfileFacts | null {
  const own = findResource(fabric, 'SwitchProfile', name);
  return builtInProfiles.get(name) ?? (own ? profileFromResource(own) : null);
}

/** The facts of a switch's model; null when unknown. */
export function factsOf(fabric: Fabric, resource: Resource): SwitchProfileFacts | null {
  const { profile } = switchView(resource);
  return profile === null ? null : profileFacts(fabric, profile);
}

/** Does the model lack a feature? Unknown is not lacking. */
export const lacks = (facts: SwitchProfileFacts | null, feature: Feature): boolean =>
  facts?.features[feature] === false;

/** The hydrated fields that a switch has: none, some or all. */
export function switchHydration(view: SwitchView): 'none' | 'partial' | 'full' {
  const values = [view.asn, view.ip, view.protocolIp, ...(view.isSpine ? [] : [view.vtepIp])];
  const set = values.filter((value) => value !== null).length;
  return set === 0 ? 'none' : set === values.length ? 'full' : 'partial';
}
