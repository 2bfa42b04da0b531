import type { SideName } from '../model';
import type { Canon } from './canon';
import type { DocumentPart } from './document-reader';
import type { PairedDocuments } from './pair-documents';
import { similarity } from './similarity';

export interface Renames {
  /** Base name of a document → the side that renamed it and its document there. */
  readonly byName: ReadonlyMap<string, { readonly side: SideName; readonly part: DocumentPart }>;
  /** New names that belong to a rename. */
  readonly absorbed: ReadonlySet<string>;
  /** New names of documents that one side renamed and the other removed → the document in the base. */
  readonly removed: ReadonlyMap<string, DocumentPart>;
}

const ALIKE = 0.7;
const MARGIN = 0.15;

/**
 * Documents that one side removed and added again under another name while the other side changed or removed them: same kind,
 * at least 70 % of the leaves in common, and no second document nearly as alike.
 */
export function findRenames(paired: PairedDocuments, canon: Canon): Renames {
  const byName = new Map<string, { side: SideName; part: DocumentPart }>();
  const absorbed = new Set<string>();
  const removed = new Map<string, DocumentPart>();
  for (const side of ['ours', 'theirs'] as const) {
    const other: SideName = side === 'ours' ? 'theirs' : 'ours';
    const known = new Set([...paired.base, ...paired[other]]);
    const added = paired[side].filter((name) => !known.has(name));
    const here = new Set(paired[side]);
    for (const name of added.length === 0 ? [] : paired.base) {
      const slot = paired.slot(name);
      if (here.has(name) || !slot.base || slot[other]?.text === slot.base.text) continue;
      const found = bestMatch(slot.base, added, (candidate) => paired.slot(candidate)[side], canon);
      if (found === null || absorbed.has(found.name)) continue;
      if (slot[other] === null) {
        removed.set(found.name, slot.base);
        continue;
      }
      byName.set(name, { side, part: found.part });
      absorbed.add(found.name);
    }
  }
  return { byName, absorbed, removed };
}

function bestMatch(
  base: DocumentPart,
  names: readonly string[],
  partOf: (name: string) => DocumentPart | null,
  canon: Canon,
): { name: string; part: DocumentPart } | null {
  const before = base.read();
  let best: { name: string; part: DocumentPart; score: number } | null = null;
  let second = 0;
  for (const name of names) {
    const part = partOf(name);
    const document = part?.read();
    if (!part || !document?.root || !before.root || document.identity?.kind !== before.identity?.kind) continue;
    const score = similarity(before.root, document.root, canon);
    if (best === null || score > best.score) {
      second = best?.score ?? 0;
      best = { name, part, score };
    } else second = Math.max(second, score);
  }
  return best && best.score >= ALIKE && best.score - second >= MARGIN ? best : null;
}
