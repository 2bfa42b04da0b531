import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import { leavesOf } from '../gate/inventory';
import type { ResourceChange } from '../gate/invariants';
import { imbalances, tally } from '../gate/tally';
import type { VersionName } from '../model';
import type { DocumentReader } from '../structure/document-reader';
import type { Danger, DangerKind } from './danger';
import type { Files, RepositoryVersions } from './repository-versions';
import { nameOf } from './resource-index';

type Readings = Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>;

/** What lines put together wrongly in one file that both sides changed. */
export function structuralDangers(
  path: string,
  versions: RepositoryVersions,
  merged: Files,
  reader: DocumentReader,
): Danger[] {
  const read = (files: Files): readonly YamlDocument[] =>
    reader.parts(files.get(path) ?? '').map((part) => part.read());
  const readings: Readings = {
    base: read(versions.base),
    ours: read(versions.ours),
    theirs: read(versions.theirs),
    result: read(merged),
  };
  const isUnreadable = (document: YamlDocument): boolean => document.class === 'broken';
  if (readings.result.some(isUnreadable)) {
    const known = Math.max(readings.ours.filter(isUnreadable).length, readings.theirs.filter(isUnreadable).length);
    const broken = readings.result.filter(isUnreadable);
    const [first] = broken;
    return broken.length > known && first
      ? [danger('unreadable', path, first, `The merged file cannot be read: ${first.problems[0]?.message ?? ''}`)]
      : [];
  }
  return [...doubledKeys(path, readings), ...misplaced(path, readings)];
}

function danger(kind: DangerKind, path: string, document: YamlDocument | null, sentence: string): Danger {
  const identity = document?.identity ?? null;
  const name = identity ? nameOf(identity) : path;
  const resource = identity ? identityKey(identity) : path;
  const causes = (['ours', 'theirs'] as const).map((side): ResourceChange => ({
    side,
    resource,
    name,
    file: path,
    what: 'changed',
  }));
  return { kind, path, resource: identity ? name : null, at: [], sentence, causes, candidates: [] };
}

function doubledKeys(path: string, { ours, theirs, result }: Readings): Danger[] {
  const faults = (documents: readonly YamlDocument[]): { document: YamlDocument; message: string }[] =>
    documents.flatMap((document) =>
      document.problems.filter(({ code }) => code === 'DUPLICATE_KEY').map(({ message }) => ({ document, message })),
    );
  const known = [ours, theirs].map((documents) => tally(faults(documents).map(({ message }) => message)));
  const seen = new Map<string, number>();
  return faults(result).flatMap(({ document, message }) => {
    const times = (seen.get(message) ?? 0) + 1;
    seen.set(message, times);
    const before = Math.max(...known.map((counts) => counts.get(message) ?? 0));
    return times > before ? [danger('duplicate-key', path, document, message)] : [];
  });
}

/** Leaves that came to stand below another parent, and entries of lists that both sides added and that stand twice. */
function misplaced(path: string, { base, ours, theirs, result }: Readings): Danger[] {
  const count = (documents: readonly YamlDocument[]): Map<string, number> =>
    tally(leavesOf(documents, true).map((leaf) => leaf.key));
  const [b, o, t, r] = [count(base), count(ours), count(theirs), count(result)];
  const documentOf = (thing: string): YamlDocument | null =>
    result.find(({ identity }) => identity && thing.startsWith(identityKey(identity))) ?? null;
  const strangers = imbalances(b, o, t, r).filter(({ thing }) => !b.has(thing) && !o.has(thing) && !t.has(thing));
  const found = strangers.map(({ thing }) =>
    danger('re-parented', path, documentOf(thing), `${words(thing)} stands where neither side has it.`),
  );
  const inList = [...r].filter(([thing, times]) => {
    const [before, own, other] = [b.get(thing) ?? 0, o.get(thing) ?? 0, t.get(thing) ?? 0];
    return isEntry(thing) && own > before && other > before && times > Math.max(own, other);
  });
  const doubled = inList.map(([thing]) =>
    danger('doubled-entry', path, documentOf(thing), `Both sides added ${words(thing)}, and it stands twice now.`),
  );
  return [...found, ...doubled];
}

/** A scalar entry of a list, or what an entry of a list is named by. */
const isEntry = (thing: string): boolean => /\u0000\*(?:\u0000(?:name|id|key|seq|prefix|from|ip|port))?=/.test(thing);

/** `…\0spec\0vlan=n7` → `spec.vlan`. */
function words(thing: string): string {
  const steps = thing.slice(0, thing.lastIndexOf('=')).split('\u0000').slice(1);
  const value = thing.slice(thing.lastIndexOf('=') + 2);
  return `${steps.filter((step) => step !== '*').join('.')} (${value})`;
}
