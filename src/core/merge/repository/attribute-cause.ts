import type { FabricModel } from '../../fabric/model/fabric-model';
import { buildModel } from '../../fabric/model/fabric-model';
import type { ModelDocument, Resource } from '../../fabric/model/model-file';
import type { ResourceChange, Violation } from '../gate/invariants';
import type { SideName } from '../model';
import { fabricViolations, resourcesByKey } from './fabric-violations';
import { nameOf } from './resource-index';

/** A change with what the resource is after it; null when it is gone. */
interface Unit extends ResourceChange {
  readonly after: Resource | null;
}

interface Models {
  readonly base: FabricModel;
  readonly ours: FabricModel;
  readonly theirs: FabricModel;
}

const MOST_REPLAYS = 12;
const MOST_RESOURCES = 4_000;

/** Finds the changes of the two sides that meet in a violation. Made once for a merge. */
export class CauseFinder {
  private readonly base: ReadonlyMap<string, Resource>;
  private readonly units: Readonly<Record<SideName, readonly Unit[]>>;

  constructor(private readonly models: Models) {
    this.base = resourcesByKey(models.base);
    this.units = { ours: this.changesOf('ours'), theirs: this.changesOf('theirs') };
  }

  /** One change of each side, where a replay of just these two on the base shows it; else all that may be to blame. */
  causesOf(violation: Violation): ResourceChange[] {
    const near = (side: SideName): Unit[] => this.units[side].filter((unit) => mayCause(unit, violation));
    const [ours, theirs] = [near('ours'), near('theirs')];
    const pairs = ours.flatMap((own) => theirs.map((other) => [own, other] as const));
    const sameResource = pairs.find(([own, other]) => own.resource === other.resource);
    const found = sameResource ?? (pairs.length === 1 ? pairs[0] : this.replayed(pairs, violation));
    return (found ?? [...ours, ...theirs]).map(({ side, resource, name, file, what }) => ({
      side,
      resource,
      name,
      file,
      what,
    }));
  }

  private replayed(pairs: readonly (readonly [Unit, Unit])[], violation: Violation): readonly [Unit, Unit] | undefined {
    if (this.base.size > MOST_RESOURCES) return undefined;
    return pairs.slice(0, MOST_REPLAYS).find((pair) => this.shows(pair, violation));
  }

  private shows(units: readonly Unit[], { key }: Violation): boolean {
    const resources = new Map(this.base);
    for (const { resource, after } of units) {
      if (after) resources.set(resource, after);
      else resources.delete(resource);
    }
    const files = new Map<string, ModelDocument[]>();
    for (const { path, document } of resources.values()) files.set(path, [...(files.get(path) ?? []), document]);
    const model = buildModel(
      [...files].map(([path, documents]) => ({
        path,
        contentHash: null,
        documents: documents.map((document, index) => ({ ...document, index })),
      })),
      this.models.base.policy,
    );
    return fabricViolations(model).some((violation) => violation.key === key);
  }

  private changesOf(side: SideName): Unit[] {
    const after = resourcesByKey(this.models[side]);
    const units: Unit[] = [];
    const add = (what: Unit['what'], resource: Resource, now: Resource | null): void => {
      const { key, id, path } = resource;
      units.push({ side, resource: key, name: nameOf(id), file: path, what, after: now });
    };
    for (const [key, before] of this.base) {
      const now = after.get(key);
      if (!now) add('removed', before, null);
      else if (JSON.stringify(now.value) !== JSON.stringify(before.value)) add('changed', now, now);
    }
    for (const [key, now] of after) if (!this.base.has(key)) add('added', now, now);
    return units;
  }
}

/** The resource takes part in the violation, or its name is spoken of in it. */
function mayCause(unit: Unit, { places, sentence }: Violation): boolean {
  if (places.some(({ resource }) => resource === unit.resource)) return true;
  const name = unit.name.slice(unit.name.lastIndexOf('/') + 1);
  return sentence.split(/[\s,;:()"]+/).some((word) => word === name || word.split('/').includes(name));
}
