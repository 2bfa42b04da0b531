import { parseBreakout } from '../../profiles/profile-ports';
import { asList, asName, asNumber, asRecord, asTexts, isRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

type Fields = Record<string, unknown>;

function checkPort(name: string, port: Fields, spec: Fields): Draft[] {
  const at = ['spec', 'ports', name];
  const found: Draft[] = [];
  const tell = (message: string): void => void found.push({ at, onKey: true, message: `Port ${name}: ${message}` });
  if (!/^(M\d+|E\d+\/\d+)$/.test(name)) tell('ports are named M1 or E1/1');
  const [group, profile] = [asName(port['group']), asName(port['profile'])];
  if (port['management'] === true) return found;
  if ((group === null) === (profile === null)) tell('a port has either a profile or a group');
  if (group !== null && !isRecord(asRecord(spec['portGroups'])[group])) tell(`there is no port group ${group}`);
  if (profile !== null && !isRecord(asRecord(spec['portProfiles'])[profile]))
    tell(`there is no port profile ${profile}`);
  return found;
}

function checkProfile(name: string, profile: Fields, used: ReadonlySet<string>): Draft[] {
  const at = ['spec', 'portProfiles', name];
  const found: Draft[] = [];
  const tell = (message: string): void =>
    void found.push({ at, onKey: true, message: `Port profile ${name}: ${message}` });
  if (!used.has(name)) tell('no port uses it');
  const [speed, breakout] = [profile['speed'], profile['breakout']];
  if (isRecord(speed) === isRecord(breakout)) tell('a profile has either speed or breakout');
  const supported = isRecord(breakout)
    ? Object.keys(asRecord(breakout['supported']))
    : asTexts(asRecord(speed)['supported']);
  const standard = asName(asRecord(isRecord(breakout) ? breakout : speed)['default']);
  if (standard === null || !supported.includes(standard))
    tell(`its default ${standard ?? 'is missing; it'} has to be one of those it supports`);
  for (const mode of supported)
    if (isRecord(breakout) ? parseBreakout(mode) === null : !/^\d+(\.\d+)?G$/.test(mode))
      tell(`${mode} is no ${isRecord(breakout) ? 'breakout' : 'speed'}`);
  return found;
}

/** Names that ports share although each has to have its own. */
function repeated(ports: Fields, field: string): Draft[] {
  const owners = new Map<string, string>();
  return Object.entries(ports).flatMap(([name, port]) => {
    const text = asName(asRecord(port)[field]);
    if (text === null) return [];
    const other = owners.get(text);
    owners.set(text, other ?? name);
    return other === undefined
      ? []
      : [{ at: ['spec', 'ports', name, field], message: `${field} ${text} belongs to port ${other} already` }];
  });
}

export const profileStructure: ResourceRule = {
  id: 'profile-structure',
  numbers: [148],
  kinds: ['SwitchProfile'],
  severity: 'error',
  title: 'A switch profile is complete, and its ports, groups and profiles fit together',
  source: 'fabric v0.126, SwitchProfile.Validate; the list of system types is not published',
  looksAt: 'resource',
  check: ({ spec }) => {
    const found: Draft[] = ['displayName', 'switchSilicon', 'nosType', 'platform'].flatMap((field) =>
      asName(spec[field]) === null ? [{ at: ['spec'], message: `The profile has no ${field}` }] : [],
    );
    const others = asTexts(spec['otherNames']);
    if (others.length > 5 || new Set(others).size < others.length)
      found.push({ at: ['spec', 'otherNames'], message: 'A profile has at most 5 other names, each once' });
    const [ports, groups, profiles] = [
      asRecord(spec['ports']),
      asRecord(spec['portGroups']),
      asRecord(spec['portProfiles']),
    ];
    for (const [name, port] of Object.entries(ports)) found.push(...checkPort(name, asRecord(port), spec));
    for (const field of ['nos', 'baseNOSName', 'label']) found.push(...repeated(ports, field));
    const usedGroups = new Set(Object.values(ports).flatMap((port) => asName(asRecord(port)['group']) ?? []));
    for (const name of Object.keys(groups))
      if (!usedGroups.has(name))
        found.push({ at: ['spec', 'portGroups', name], onKey: true, message: `Port group ${name}: no port uses it` });
    const used = new Set(
      [...Object.values(ports), ...Object.values(groups)].flatMap((entry) => asName(asRecord(entry)['profile']) ?? []),
    );
    for (const [name, profile] of Object.entries(profiles)) found.push(...checkProfile(name, asRecord(profile), used));
    for (const [name, pipeline] of Object.entries(asRecord(spec['pipelines'])))
      if ((asNumber(asRecord(pipeline)['maxPorts']) ?? 0) <= 0)
        found.push({ at: ['spec', 'pipelines', name], message: `Pipeline ${name}: maxPorts has to be above 0` });
    if (asList(spec['otherNames']).length === 0 && Object.keys(ports).length === 0)
      found.push({ at: ['spec'], message: 'The profile has no ports' });
    return found;
  },
};
