import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../../../../src/core/fabric/profiles/built-in';

const file = resolve('../shared/data/switchprofiles.json');
const here = existsSync(file);
if (!here) console.log('skipped: the published switch profiles are not beside the project');

interface PublishedPort {
  label: string;
  type: string;
  group: string | null;
  pipeline: string | null;
  default: string | null;
  supported: string[];
}
interface Published {
  displayName: string;
  silicon: string;
  otherNames: string[];
  roles: string[];
  features: Record<string, boolean>;
  ports: Record<string, PublishedPort>;
  otherTables: Record<string, string>[];
}
const uses = { Management: 'management', Direct: 'direct', 'Port Group': 'grouped', Breakout: 'breakout' } as const;

describe.skipIf(!here)('our switch profiles against the published ones', () => {
  const published = here
    ? (JSON.parse(readFileSync(file, 'utf8')) as { profiles: Record<string, Published> }).profiles
    : {};

  it('are the same models', () => {
    expect([...builtInProfiles.keys()].sort()).toEqual(Object.keys(published).sort());
  });

  it.each(Object.entries(published))('%s', (name, facts) => {
    const ours = builtInProfiles.get(name)!;
    expect(ours).toMatchObject({
      displayName: facts.displayName,
      silicon: facts.silicon,
      otherNames: facts.otherNames,
    });
    expect(ours.spine).toBe(facts.roles.includes('spine'));
    expect(ours.leaf !== 'no').toBe(facts.roles.some((role) => role.startsWith('leaf')));
    expect(Object.values(ours.features)).toEqual(Object.values(facts.features));
    expect([...ours.ports.keys()]).toEqual(Object.keys(facts.ports));
    for (const [port, theirs] of Object.entries(facts.ports)) {
      const auto = theirs.supported.find((item) => item.startsWith('AutoNeg'));
      expect(ours.ports.get(port)).toEqual({
        name: port,
        label: theirs.label,
        use: uses[theirs.type as keyof typeof uses],
        group: theirs.group,
        default: theirs.default,
        supported: theirs.supported.filter((item) => item !== auto),
        autoNeg: auto === undefined ? null : auto.includes('true'),
      });
    }
    const parts = facts.otherTables.map((row) => ({
      name: row['Pipeline'],
      maxPorts: Number(row['Max Ports']),
      ports: row['Front Panel Ports']!.split(', ').map((label) => `E1/${label}`),
    }));
    expect(ours.pipelines).toEqual(parts);
  });
});
