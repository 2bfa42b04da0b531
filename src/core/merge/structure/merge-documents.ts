import type { YamlDocument } from '../../yaml/documents';
import type { ResourceIdentity } from '../../yaml/identity';
import type { MergePolicy } from '../lists/list-policy';
import type { ConflictChoice, MergeConflict, MergeDecision, MergeNotice, SideName, VersionName } from '../model';
import type { Canon, ValueId } from './canon';
import type { AnyRendering } from './context';
import { MergeContext } from './context';
import { NotByStructure } from './indent';
import type { RenderedDocument } from './merge-document';
import { isEncrypted, mergeDocument } from './merge-document';
import { mergeDocumentText } from './merge-lines';
import { mergeOrder } from './order';
import type { DocumentPart, DocumentReader } from './document-reader';
import type { DocumentSlot, PairedDocuments } from './pair-documents';
import type { Rename } from './renames';
import { findRenames, whyRenamed } from './renames';
import { withSeparators } from './separators';
import { Version } from './version';

export interface FileRendering {
  readonly text: string;
  /** Of each document in `text`; null where it is not known beforehand. */
  readonly values: readonly (ValueId | null)[];
  readonly conflicts: readonly MergeConflict[];
  readonly decisions: readonly MergeDecision[];
  readonly notices: readonly MergeNotice[];
  /** Documents that were merged as text, and why. */
  readonly fallbacks: readonly { readonly resource: string | null; readonly reason: string }[];
}

export interface FileToMerge {
  readonly texts: Readonly<Record<VersionName, string>>;
  readonly file: string;
  readonly policy: MergePolicy;
  readonly choices: Readonly<Record<string, ConflictChoice>>;
  readonly paired: PairedDocuments;
  readonly canon: Canon;
  /** Where the versions were read, so that the proof need not read them again. */
  readonly reader?: DocumentReader;
}

/** Merges the documents of a file, each on its own, and writes them in one order. */
export function renderFile(file: FileToMerge, rendering: AnyRendering): FileRendering {
  return new FileRenderer(file, rendering).render();
}

class FileRenderer {
  private readonly conflicts: MergeConflict[] = [];
  private readonly decisions: MergeDecision[] = [];
  private readonly notices: MergeNotice[] = [];
  private readonly fallbacks: { resource: string | null; reason: string }[] = [];
  private readonly versions: Readonly<Record<VersionName, Version>>;

  constructor(
    private readonly file: FileToMerge,
    private readonly rendering: AnyRendering,
  ) {
    const { texts } = file;
    this.versions = {
      base: new Version('base', texts.base),
      ours: new Version('ours', texts.ours),
      theirs: new Version('theirs', texts.theirs),
    };
  }

  render(): FileRendering {
    const { paired } = this.file;
    const renames = findRenames(paired, this.file.canon);
    const { order } = mergeOrder(paired.base, paired.ours, paired.theirs);
    const chunks: string[] = [];
    const values: (ValueId | null)[] = [];
    for (const name of order) {
      // A renamed document is written where it stands under its new name.
      if (renames.byName.has(name)) continue;
      const old = renames.absorbed.get(name) ?? name;
      const removed = renames.removed.get(name);
      const slot = { ...paired.slot(old), ...(removed && { base: removed }) };
      const rename = renames.byName.get(old);
      const rendered = rename ? this.renamed(slot, rename) : this.document(slot);
      if (!rendered) continue;
      chunks.push(rendered.text);
      values.push(rendered.value);
    }
    return {
      text: withSeparators(chunks),
      values,
      conflicts: this.conflicts,
      decisions: this.decisions,
      notices: this.notices,
      fallbacks: this.fallbacks,
    };
  }

  private context(slot: DocumentSlot): MergeContext {
    const identity = identityFor(slot);
    return new MergeContext({
      versions: this.versions,
      file: this.file.file,
      kind: identity?.kind ?? null,
      resource: identity ? resourceName(identity) : null,
      policy: this.file.policy,
      choices: this.file.choices,
      rendering: this.rendering,
      canon: this.file.canon,
    });
  }

  private keep(context: MergeContext): void {
    this.conflicts.push(...context.conflicts);
    this.decisions.push(...context.decisions);
    this.notices.push(...context.notices);
  }

  private document(slot: DocumentSlot): RenderedDocument | null {
    const { base, ours, theirs } = slot;
    if (!ours && !theirs) return null;
    if (ours && theirs && ours.text === theirs.text) return this.asIs(ours);
    if (base && ours && theirs) {
      if (theirs.text === base.text) return this.asIs(ours);
      if (ours.text === base.text) return this.asIs(theirs);
      return this.both(slot);
    }
    const only = ours ?? theirs;
    if (!only || (ours && theirs)) return this.bothAdded(slot);
    return base ? this.removed(slot, only) : this.asIs(only);
  }

  private asIs(part: DocumentPart): RenderedDocument {
    return { text: part.text, value: null };
  }

  private both(slot: DocumentSlot): RenderedDocument | null {
    const context = this.context(slot);
    const disabler = (['ours', 'theirs'] as const).find((side) => slot[side]?.read().class === 'disabled');
    if (disabler && slot.base?.read().class !== 'disabled') return this.disabled(context, slot, disabler);
    if (isSealed(slot)) return this.question(context, slot, SEALED);
    const rendered = this.merged(context, slot);
    this.keep(context);
    return rendered;
  }

  private merged(context: MergeContext, slot: DocumentSlot): RenderedDocument {
    const mark = context.mark();
    const read = (side: VersionName): YamlDocument | null => slot[side]?.read() ?? null;
    try {
      return mergeDocument(context, { base: read('base'), ours: read('ours'), theirs: read('theirs') });
    } catch (error) {
      if (!(error instanceof NotByStructure)) throw error;
      context.rewind(mark);
      this.fallbacks.push({ resource: context.options.resource, reason: error.message });
      const text = (side: VersionName): string => slot[side]?.text ?? '';
      // Of what cannot be read nobody can tell whether lines next to each other are one thing: as git, ask.
      const classes = (['base', 'ours', 'theirs'] as const).map((side) => read(side)?.class);
      const rules = classes.includes('broken') ? 'none' : classes.includes('template') ? 'template' : 'lines';
      return mergeDocumentText(context, { base: text('base'), ours: text('ours'), theirs: text('theirs') }, rules);
    }
  }

  /** One side commented the resource out, the other changed it. */
  private disabled(context: MergeContext, slot: DocumentSlot, side: SideName): RenderedDocument | null {
    const other: SideName = side === 'ours' ? 'theirs' : 'ours';
    const same = slot[other]?.read().root && slot.base?.read().root && this.sameData(slot[other], slot.base);
    if (same) return this.asIs(slot[side] ?? (slot.base as DocumentPart));
    return this.question(context, slot, {
      why: `${words(side)} commented this resource out; ${other} changed it.`,
      reason: 'delete-modify',
      first: other,
    });
  }

  private removed(slot: DocumentSlot, kept: DocumentPart): RenderedDocument | null {
    const context = this.context(slot);
    const remover: SideName = slot.ours ? 'theirs' : 'ours';
    const keeper: SideName = slot.ours ? 'ours' : 'theirs';
    if (slot.base && (slot.base.text === kept.text || this.sameData(slot.base, kept))) {
      if (slot.base.text !== kept.text) {
        context.notice([], `Removed by ${remover}; the other side had only changed its comments or layout.`);
      }
      context.decided([], 'removed by one side, unchanged on the other', remover);
      this.keep(context);
      return null;
    }
    return this.question(context, slot, {
      why: `${words(remover)} removed this document; ${keeper} changed it.`,
      reason: 'delete-modify',
      first: remover,
    });
  }

  private bothAdded(slot: DocumentSlot): RenderedDocument | null {
    const context = this.context(slot);
    if (isSealed(slot)) return this.question(context, slot, SEALED);
    if (this.sameData(slot.ours, slot.theirs)) {
      const rendered = this.merged(context, slot);
      this.keep(context);
      return rendered;
    }
    return this.question(context, slot, {
      why: 'Both sides added this resource, with different content.',
      reason: 'both-added',
      first: 'ours',
    });
  }

  /** One side gave the resource another name, the other changed it under the old one. */
  private renamed(slot: DocumentSlot, rename: Rename): RenderedDocument | null {
    const renamedSlot: DocumentSlot = { ...slot, [rename.side]: rename.part };
    const context = this.context(slot);
    if (isSealed(renamedSlot)) return this.question(context, renamedSlot, SEALED);
    const attempt = this.context(slot);
    const merged = this.merged(attempt, renamedSlot);
    const choice = context.ask({
      reason: 'rename-modify',
      // Made into several, nobody can tell which of them the change is meant for.
      tier: rename.copies.length === 0 ? 'suggest' : 'ask',
      path: [],
      base: slot.base?.text ?? null,
      ours: renamedSlot.ours?.text ?? null,
      theirs: renamedSlot.theirs?.text ?? null,
      why: whyRenamed(rename),
      alternatives: [{ choice: 'both', label: 'Rename it and keep the change', why: 'The two documents are alike.' }],
    });
    if (choice !== 'both') {
      this.keep(context);
      if (typeof choice === 'object') return { text: choice.value, value: null };
      const part = choice === 'git' ? null : renamedSlot[choice];
      return part ? this.asIs(part) : null;
    }
    this.keep(context);
    this.keep(attempt);
    return merged;
  }

  private question(
    context: MergeContext,
    slot: DocumentSlot,
    { why, reason, first }: WholeQuestion,
  ): RenderedDocument | null {
    const label = (side: SideName): string => (slot[side] ? `Take ${side}` : `Remove it, as ${side}`);
    const second: SideName = first === 'ours' ? 'theirs' : 'ours';
    const choice = context.ask({
      reason,
      tier: 'ask',
      path: [],
      base: slot.base?.text ?? null,
      ours: slot.ours?.text ?? null,
      theirs: slot.theirs?.text ?? null,
      why,
      alternatives: [
        { choice: first, label: label(first), why: '' },
        { choice: second, label: label(second), why: '' },
      ],
    });
    this.keep(context);
    if (typeof choice === 'object') return { text: choice.value, value: null };
    const part = choice === 'both' || choice === 'git' ? slot[first] : slot[choice];
    return part ? this.asIs(part) : null;
  }

  private sameData(one: DocumentPart | null, other: DocumentPart | null): boolean {
    const a = one?.read();
    const b = other?.read();
    if (!a?.root || !b?.root) return false;
    return this.file.canon.of(a.root) === this.file.canon.of(b.root);
  }
}

interface WholeQuestion {
  readonly why: string;
  readonly reason: 'delete-modify' | 'both-added' | 'both-changed';
  readonly first: SideName;
}

const SEALED: WholeQuestion = {
  why: 'Both sides changed this encrypted document. Its seal covers all of it: parts of two versions do not open.',
  reason: 'both-changed',
  first: 'ours',
};

function isSealed(slot: DocumentSlot): boolean {
  return (['base', 'ours', 'theirs'] as const).some((side) => isEncrypted(slot[side]?.read().root));
}

function words(side: SideName): string {
  return side === 'ours' ? 'Ours' : 'Theirs';
}

function identityFor(slot: DocumentSlot): ResourceIdentity | null {
  for (const side of ['base', 'ours', 'theirs'] as const) {
    const document = slot[side]?.read();
    const identity = document?.identity ?? document?.disabled[0]?.identity;
    if (identity) return identity;
  }
  return null;
}

function resourceName(identity: ResourceIdentity): string {
  return `${identity.kind} ${identity.namespace}/${identity.name}`;
}
