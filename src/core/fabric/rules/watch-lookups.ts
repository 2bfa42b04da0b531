import type { KindName } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import type { Resource } from '../model/model-file';

/** What somebody looked up in a fabric, and what was there. */
export interface Looked {
  readonly names: Map<string, Resource | undefined>;
  readonly kinds: Map<KindName, readonly Resource[] | undefined>;
}

/** A map that notes what is asked of it. */
class WatchedMap<K, V> extends Map<K, V> {
  constructor(
    private readonly real: ReadonlyMap<K, V>,
    private readonly noted: Map<K, V | undefined>,
  ) {
    super();
  }

  override get(key: K): V | undefined {
    const value = this.real.get(key);
    this.noted.set(key, value);
    return value;
  }

  override has(key: K): boolean {
    return this.get(key) !== undefined;
  }
}

/** A view of a fabric that notes every lookup by name and by kind; other ways in are not noted. */
export function watch(fabric: Fabric): { readonly watched: Fabric; readonly looked: Looked } {
  const looked: Looked = { names: new Map(), kinds: new Map() };
  const byName = new WatchedMap(fabric.byName, looked.names);
  const byKind = new WatchedMap(fabric.byKind, looked.kinds);
  return { watched: { ...fabric, byName, byKind }, looked };
}

/** Would every noted lookup give the same answer in this fabric? Then so would what was worked out from them. */
export function stillTrue(looked: Looked, fabric: Fabric): boolean {
  for (const [name, value] of looked.names) if (fabric.byName.get(name) !== value) return false;
  for (const [kind, value] of looked.kinds) if (fabric.byKind.get(kind) !== value) return false;
  return true;
}
