import type { SideName } from '../model';
import type { Canon } from './canon';
import type { DocumentPart } from './document-reader';
import type { PairedDocuments } from './pair-documents';
import { similarity } from './similarity';

export interface Rename {
  readonly side: SideName;
  readonly part: DocumentPart;
  /** New documents of that side that are as alike: one was split into several. */
  readonly copies: readonly DocumentPart[];
}

export interface Renames {
  /** Base name of a document → the side that renamed it and its document there. */
  readonly byName: ReadonlyMap<string, Rename>;
  /** New names that belong to a rename → the base name. */
  readonly absorbed: ReadonlyMap<string, string>;
  /** New names of documents that one side renamed and the other removed → the document in the base. */
  readonly removed: ReadonlyMap<string, DocumentPart>;
}

const ALIKE = 0.7;
const MARGIN = 0.15;

/**
 * Documents that one side removed and added again under another name while the other side changed or removed them: same kind,
 * at least 70 % of the leaves in common, and no second document nearly as alike. Of several that are alike, such as
 * copies under two new names, the one that stands in the place of the old one.
 */
export function findRenames(paired: PairedDocuments, canon: Canon): Renames {
  const byName = new Map<string, Rename>();
  const absorbed = new Map<string, string>();
  const removed = new Map<string, DocumentPart>();
  for (const side of ['ours', 'theirs'] as const) {
    const other: SideName = side === 'ours' ? 'theirs' : 'ours';
    const known = new Set([...paired.base, ...paired[other]]);
    const added = paired[side].filter((name) => !known.has(name));
    const here = new Set(paired[side]);
    for (const name of added.length === 0 ? [] : paired.base) {
      const slot = paired.slot(name);
      if (here.has(name) || !slot.base || slot[other]?.text === slot.base.text) continue;
      const found = bestMatch(slot.base, added, (candidate) => paired.slot(candidate)[side], {
        canon,
        inPlace: successor(paired, side, name),
      });
      if (found === null || absorbed.has(found.name)) continue;
      if (slot[other] === null) {
        removed.set(found.name, slot.base);
        continue;
      }
      byName.set(name, { side, part: found.part, copies: found.copies });
      absorbed.set(found.name, name);
    }
  }
  return { byName, absorbed, removed };
}

export function whyRenamed({ side, part, copies }: Rename): string {
  const renamer = side === 'ours' ? 'Ours' : 'Theirs';
  if (copies.length === 0) return `${renamer} renamed this resource; the other side changed it under its old name.`;
  const names = [part, ...copies].map((one) => one.read().identity?.name ?? 'another');
  return `${renamer} made ${names.join(' and ')} of this resource; the other side changed it, perhaps for each of them.`;
}

/** The document of a side that stands behind what a removed one stood behind; null where the place is not known. */
function successor(paired: PairedDocuments, side: SideName, removed: string): string | null {
  const before = paired.base[paired.base.indexOf(removed) - 1];
  const at = before === undefined ? -1 : paired[side].indexOf(before);
  return before !== undefined && at < 0 ? null : (paired[side][at + 1] ?? null);
}

function bestMatch(
  base: DocumentPart,
  names: readonly string[],
  partOf: (name: string) => DocumentPart | null,
  { canon, inPlace }: { readonly canon: Canon; readonly inPlace: string | null },
): { name: string; part: DocumentPart; copies: readonly DocumentPart[] } | null {
  const before = base.read();
  const alike: { name: string; part: DocumentPart; score: number }[] = [];
  for (const name of names) {
    const part = partOf(name);
    const document = part?.read();
    if (!part || !document?.root || !before.root || document.identity?.kind !== before.identity?.kind) continue;
    const score = similarity(before.root, document.root, canon);
    alike.push({ name, part, score });
  }
  alike.sort((one, other) => other.score - one.score);
  const [best, second] = alike.filter(({ score }) => score >= ALIKE);
  if (!best) return null;
  const there = alike.find(({ name }) => name === inPlace);
  const isClear = !second || best.score - second.score >= MARGIN;
  const found = isClear ? best : there && best.score - there.score < MARGIN && there.score >= ALIKE ? there : null;
  if (!found) return null;
  const copies = alike.filter((one) => one !== found && one.score >= ALIKE).map(({ part }) => part);
  return { name: found.name, part: found.part, copies };
}
