/** What a switch model can do, as far as the fabric's published tables say it. */
export type Feature =
  'subinterfaces' | 'acls' | 'l2vni' | 'l3vni' | 'roce' | 'mclag' | 'eslag' | 'ecmpRoCEQPN' | 'portLocator';

export interface ProfilePort {
  /** Name in the fabric, for instance `E1/4` or `M1`. */
  readonly name: string;
  /** What is printed on the front; empty for the management port. */
  readonly label: string;
  readonly use: 'management' | 'direct' | 'grouped' | 'breakout';
  readonly group: string | null;
  readonly default: string | null;
  /** Speeds (`25G`), or breakouts (`4x25G`) when the port can be split. */
  readonly supported: readonly string[];
  /** What auto-negotiation does by default where the tables say that it can be set; null: they do not say. */
  readonly autoNeg: boolean | null;
}

export interface ProfilePipeline {
  readonly name: string;
  readonly maxPorts: number;
  readonly ports: readonly string[];
}

export interface SwitchProfileFacts {
  readonly name: string;
  readonly displayName: string;
  readonly silicon: string;
  readonly otherNames: readonly string[];
  readonly spine: boolean;
  /** `limited` and `l3-only` leaves cannot do everything. */
  readonly leaf: 'full' | 'limited' | 'l3-only' | 'no';
  /** Features that are known; one that is absent is unknown, not missing. */
  readonly features: Readonly<Partial<Record<Feature, boolean>>>;
  readonly ports: ReadonlyMap<string, ProfilePort>;
  readonly pipelines: readonly ProfilePipeline[];
  /** Ports that the chip can drive after breakouts; null where the tables do not say. */
  readonly maxPorts: number | null;
}

const listed = ['subinterfaces', 'acls', 'l2vni', 'l3vni', 'roce', 'mclag', 'eslag', 'ecmpRoCEQPN'] as const;

/** A run of alike ports: numbers `1-48`, or `33`. */
export type PortRun = readonly Omit<ProfilePort, 'label'>[];

function numbers(run: string): number[] {
  const [first = 0, last = first] = run.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const run = (text: string, rest: Omit<ProfilePort, 'name' | 'label'>): PortRun =>
  numbers(text).map((number) => ({ name: `E1/${number}`, ...rest }));

/** Ports with a speed of their own. `speeds` are in the order of the tables, separated by blanks. */
export const direct = (ports: string, standard: string, speeds: string, autoNeg: boolean | null = null): PortRun =>
  run(ports, { use: 'direct', group: null, default: standard, supported: speeds.split(' '), autoNeg });

/** Ports that share the speed of their group; groups are numbered from 1 in steps of `size`. */
export const grouped = (ports: string, size: number, standard: string, speeds: string): PortRun =>
  numbers(ports).map((number, index) => ({
    name: `E1/${number}`,
    use: 'grouped',
    group: String(Math.floor(index / size) + 1),
    default: standard,
    supported: speeds.split(' '),
    autoNeg: null,
  }));

/** Ports that can be split. */
export const breakout = (ports: string, standard: string, modes: string): PortRun =>
  run(ports, { use: 'breakout', group: null, default: standard, supported: modes.split(' '), autoNeg: null });

/** Parts of the chip, each driving `maxPorts`; `ports` are the front numbers of each part. */
export const pipelines = (maxPorts: number, ports: readonly (readonly number[])[]): readonly ProfilePipeline[] =>
  ports.map((front, index) => ({ name: String(index + 1), maxPorts, ports: front.map((number) => `E1/${number}`) }));

interface Row {
  readonly displayName: string;
  readonly silicon: string;
  readonly otherNames?: readonly string[];
  readonly spine: boolean;
  readonly leaf: SwitchProfileFacts['leaf'];
  /** The features that it has; the other listed ones it lacks. */
  readonly features: string;
  readonly ports: readonly PortRun[];
  /** Labels that differ from the port's number. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly pipelines?: readonly ProfilePipeline[];
}

/** Builds the facts of one model from its compact row; the management port M1 is added. */
export function profile(name: string, row: Row): SwitchProfileFacts {
  const has = new Set(row.features.split(' '));
  const management: Omit<ProfilePort, 'label'> = {
    name: 'M1',
    use: 'management',
    group: null,
    default: null,
    supported: [],
    autoNeg: null,
  };
  const ports = [management, ...row.ports.flat()].map((port) => {
    const label = row.labels?.[port.name] ?? (port.use === 'management' ? '' : port.name.slice('E1/'.length));
    return [port.name, { ...port, label }] as const;
  });
  return {
    name,
    displayName: row.displayName,
    silicon: row.silicon,
    otherNames: row.otherNames ?? [],
    spine: row.spine,
    leaf: row.leaf,
    features: Object.fromEntries(listed.map((feature) => [feature, has.has(feature)])),
    ports: new Map(ports),
    pipelines: row.pipelines ?? [],
    maxPorts: null,
  };
}
