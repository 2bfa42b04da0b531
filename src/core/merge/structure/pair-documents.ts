import { identityKey } from '../../yaml/identity';
import type { VersionName } from '../model';
import type { DocumentPart } from './document-reader';
import { DocumentReader } from './document-reader';
import { NotByStructure } from './indent';

export type DocumentSlot = Readonly<Record<VersionName, DocumentPart | null>>;

export interface PairedDocuments {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly slot: (name: string) => DocumentSlot;
}

/**
 * Gives the documents of three versions names, equal for what is the same document: the same text, the same resource
 * (commented out or not), or, for documents without identity, the same place among their like.
 */
export function pairDocuments(
  texts: Readonly<Record<VersionName, string>>,
  reader = new DocumentReader(),
): PairedDocuments {
  const parts = {
    base: reader.parts(texts.base),
    ours: reader.parts(texts.ours),
    theirs: reader.parts(texts.theirs),
  };
  const sizes = [parts.base.length, parts.ours.length, parts.theirs.length];
  if (sizes.every((size) => size <= 1)) return named(parts, () => ['document']);
  const shared = sharedTexts([parts.base, parts.ours, parts.theirs]);
  const counts = (['base', 'ours', 'theirs'] as const).map((side) => anonymousCount(parts[side], shared));
  const placed = new Set(counts).size === 1;
  return named(parts, (own) => nameAll(own, shared, placed));
}

function named(
  parts: Readonly<Record<VersionName, readonly DocumentPart[]>>,
  nameOf: (own: readonly DocumentPart[]) => readonly string[],
): PairedDocuments {
  const index = (side: VersionName): { names: string[]; byName: Map<string, DocumentPart> } => {
    const own = parts[side];
    const names = nameOf(own).slice(0, own.length);
    return { names, byName: new Map(names.map((name, at) => [name, own[at] as DocumentPart])) };
  };
  const [base, ours, theirs] = [index('base'), index('ours'), index('theirs')];
  return {
    base: base.names,
    ours: ours.names,
    theirs: theirs.names,
    slot: (name) => ({
      base: base.byName.get(name) ?? null,
      ours: ours.byName.get(name) ?? null,
      theirs: theirs.byName.get(name) ?? null,
    }),
  };
}

/** Texts that stand exactly once in every version: nobody touched these documents. */
function sharedTexts(versions: readonly (readonly DocumentPart[])[]): Set<string> {
  const once = versions.map((parts) => {
    const count = new Map<string, number>();
    for (const { text } of parts) count.set(text, (count.get(text) ?? 0) + 1);
    return count;
  });
  const shared = new Set<string>();
  for (const [text, times] of once[0] ?? []) {
    if (times === 1 && once.every((count) => count.get(text) === 1)) shared.add(text);
  }
  return shared;
}

function anonymousCount(parts: readonly DocumentPart[], shared: ReadonlySet<string>): number {
  return parts.filter((part) => !shared.has(part.text) && identityOf(part) === null).length;
}

/** The resource that a document is, also when it is commented out. */
function identityOf(part: DocumentPart): string | null {
  const document = part.read();
  if (document.identity) return identityKey(document.identity);
  const only = document.class === 'disabled' && document.disabled.length === 1 ? document.disabled[0] : undefined;
  return only ? identityKey(only.identity) : null;
}

function nameAll(parts: readonly DocumentPart[], shared: ReadonlySet<string>, placed: boolean): string[] {
  const used = new Map<string, number>();
  let anonymous = 0;
  return parts.map((part) => {
    if (shared.has(part.text)) return `=${part.text}`;
    const identity = identityOf(part);
    if (identity !== null) {
      if (used.has(identity)) throw new NotByStructure(`the resource ${identity} stands twice in one version`);
      used.set(identity, 1);
      return identity;
    }
    if (placed) return `#${anonymous++}`;
    const times = (used.get(part.text) ?? 0) + 1;
    used.set(part.text, times);
    return `~${times} ${part.text}`;
  });
}
