import { basePort } from '../net/ports';
import type { SwitchProfileFacts } from './profile';

/** `4x25G` → 4 lanes of 25G; null when it is no breakout. */
export function parseBreakout(mode: string): { readonly lanes: number; readonly speed: string } | null {
  const match = /^([1248])x(\d+(?:\.\d+)?G)$/.exec(mode);
  return match ? { lanes: Number(match[1]), speed: match[2] ?? '' } : null;
}

type Breakouts = Readonly<Record<string, unknown>>;

/** How many lanes a port has under the switch's breakouts; 1 for a port that cannot be split. */
export function lanesOf(profile: SwitchProfileFacts, port: string, breakouts: Breakouts): number {
  const facts = profile.ports.get(port);
  if (facts?.use !== 'breakout') return 1;
  const chosen = Object.hasOwn(breakouts, port) ? breakouts[port] : undefined;
  const mode = typeof chosen === 'string' ? chosen : (facts.default ?? '');
  return parseBreakout(mode)?.lanes ?? 1;
}

/**
 * May a cable be plugged into `port` of a switch with these breakouts? The base name of a port that can be
 * split stands for its first lane (fabric v0.126, GetAPI2NOSPortsFor). Management ports take no cables.
 */
export function isCableable(profile: SwitchProfileFacts, port: string, breakouts: Breakouts): boolean {
  const direct = profile.ports.get(port);
  if (direct) return direct.use !== 'management';
  const base = basePort(port);
  if (base === port || profile.ports.get(base)?.use !== 'breakout') return false;
  const lane = Number(port.slice(base.length + 1));
  return lane >= 1 && lane <= lanesOf(profile, base, breakouts);
}

/** Every port that a cable may be plugged into, lanes one by one, in the order of the front. */
export function cableablePorts(profile: SwitchProfileFacts, breakouts: Breakouts): string[] {
  return [...profile.ports.values()].flatMap((port) => {
    if (port.use === 'management') return [];
    if (port.use !== 'breakout') return [port.name];
    const lanes = lanesOf(profile, port.name, breakouts);
    return Array.from({ length: lanes }, (_, index) => `${port.name}/${index + 1}`);
  });
}

/** The groups of the profile with what each supports. */
export function portGroupsOf(profile: SwitchProfileFacts): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const port of profile.ports.values()) if (port.group !== null) groups.set(port.group, port.supported);
  return groups;
}
