import { readDocuments } from '../../yaml/documents';
import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import { commentsOf, leavesOf } from '../gate/inventory';
import { ledgerOf } from '../gate/ledger';
import { tally } from '../gate/tally';
import type { CheckName } from '../gate/verify';
import { verifyResult } from '../gate/verify';
import type { MergeFileInput } from '../merge-file';
import { mergeFile } from '../merge-file';
import type { MergeOutcome } from '../merge-outcome';
import { Canon } from '../structure/canon';
import { splitAttributes, splitThree } from '../text/attributes';
import { readMarkers } from '../text/markers';

/** Something about a finished text that a person should look at before it is written. */
export interface ResultFinding {
  readonly check: CheckName;
  /** `wrong`: the file is broken so. `doubt`: a change of one side is not in it, perhaps on purpose. */
  readonly weight: 'wrong' | 'doubt';
  readonly sentence: string;
  /** 0-based; null where there is no line to show. */
  readonly line: number | null;
}

export interface ResultVerdict {
  readonly findings: readonly ResultFinding[];
  /** The checks that held, by name. */
  readonly held: readonly CheckName[];
  /** Why the text was only looked at for markers; null when everything was checked. */
  readonly unchecked: string | null;
}

const MOST_FINDINGS = 20;
/** A text made by a person may hold words of nobody, and says what no rule decided. */
const NOT_OF_PEOPLE: ReadonlySet<CheckName> = new Set(['provenance', 'data', 'mirror']);

/** Checks a text that people had a hand in, as strictly as the merge checks its own. */
export function checkResult(input: MergeFileInput, text: string): ResultVerdict {
  const sides = splitThree(input);
  const texts = { base: sides.base.body, ours: sides.ours.body, theirs: sides.theirs.body };
  const body = splitAttributes(text).body;
  const markers = readMarkers(body, [texts.base, texts.ours, texts.theirs]).markers.map((marker): ResultFinding => ({
    check: 'markers',
    weight: 'wrong',
    sentence: `A conflict marker is left: ${marker.text.slice(0, 40)}`,
    line: marker.line,
  }));
  const outcome = mergeFile(input);
  if (outcome.source === 'text' && outcome.fallbacks.length > 0) {
    const unchecked = outcome.fallbacks[0]?.reason ?? 'the file can only be merged by lines';
    return { findings: markers, held: markers.length === 0 ? ['markers'] : [], unchecked };
  }
  const { conflicts, decisions, notices } = outcome;
  const report = verifyResult({
    texts,
    result: body,
    canon: new Canon(),
    conflicts,
    decisions,
    notices,
    madeByPerson: true,
  });
  const documents = readDocuments(body);
  const news = report.checks.filter(({ name, passed }) => !passed && name !== 'markers' && !NOT_OF_PEOPLE.has(name));
  const lost = lostComments(texts, body);
  const findings = [
    ...markers,
    ...news.flatMap(({ name, evidence }): ResultFinding[] => {
      switch (name) {
        case 'readable':
          return unreadable(documents);
        case 'doubles':
          return doubles(documents, evidence);
        case 'ledger':
          return ledger(outcome, texts, documents);
        case 'comments':
          return doubledComments(evidence, body);
        default:
          return [{ check: name, weight: 'wrong', sentence: capital(evidence), line: null }];
      }
    }),
    ...lost,
  ];
  const held = report.checks
    .filter(({ name, passed }) => passed && !NOT_OF_PEOPLE.has(name) && !(name === 'comments' && lost.length > 0))
    .map(({ name }) => name);
  return { findings: findings.slice(0, MOST_FINDINGS), held, unchecked: null };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function unreadable(documents: readonly YamlDocument[]): ResultFinding[] {
  const found = documents
    .filter((document) => document.class === 'broken' || document.class === 'template')
    .flatMap((document) => document.problems)
    .map(({ message, line }): ResultFinding => {
      const sentence = `This is no valid YAML: ${message.split('\n')[0] ?? message}`;
      return { check: 'readable', weight: 'wrong', sentence, line };
    });
  return found.length > 0
    ? found
    : [{ check: 'readable', weight: 'wrong', sentence: 'A document cannot be read as YAML.', line: null }];
}

function doubles(documents: readonly YamlDocument[], evidence: string): ResultFinding[] {
  const keys = documents
    .flatMap((document) => document.problems)
    .filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ message, line }): ResultFinding => ({ check: 'doubles', weight: 'wrong', sentence: message, line }));
  const seen = new Set<string>();
  const resources = documents.flatMap(({ identity, contentLine }): ResultFinding[] => {
    if (identity === null) return [];
    const key = identityKey(identity);
    const isDouble = seen.has(key);
    seen.add(key);
    const sentence = `${identity.kind} ${identity.namespace}/${identity.name} stands in the file more than once.`;
    return isDouble ? [{ check: 'doubles', weight: 'wrong', sentence, line: contentLine }] : [];
  });
  const found = [...keys, ...resources];
  return found.length > 0 ? found : [{ check: 'doubles', weight: 'wrong', sentence: capital(evidence), line: null }];
}

/** Values that one side set and that the text does not hold, or holds too often, outside of what was asked. */
function ledger(outcome: MergeOutcome, texts: Texts, result: readonly YamlDocument[]): ResultFinding[] {
  const read = {
    base: readDocuments(texts.base),
    ours: readDocuments(texts.ours),
    theirs: readDocuments(texts.theirs),
  };
  const named = [read.base, read.ours, read.theirs, result].some((documents) => documents.length > 1);
  const count = (documents: readonly YamlDocument[]): Map<string, number> =>
    tally(leavesOf(documents, named).map(({ key }) => key));
  const sides = { ours: count(read.ours), theirs: count(read.theirs) };
  return ledgerOf({ ...read, result }, outcome, false).map(({ thing, expected, found }) => {
    const { place, value } = wordsOf(thing);
    const holders = (['ours', 'theirs'] as const).filter((side) => (sides[side].get(thing) ?? 0) > 0);
    const whose = holders.length === 2 ? 'both sides have' : holders.length === 1 ? `${holders[0]} has` : 'neither has';
    const sentence =
      found < expected[0]
        ? `${place} is not ${value} any more, which ${whose}.`
        : `${place} is ${value} here, which ${holders.length === 0 ? 'neither side has' : 'one side had changed'}.`;
    return { check: 'ledger', weight: 'doubt', sentence, line: null };
  });
}

/** A leaf's key in words: `group/Kind/ns/name NUL spec NUL vlan=n:1001`. */
function wordsOf(thing: string): { readonly place: string; readonly value: string } {
  const equals = thing.indexOf('=');
  const [owner = '', ...steps] = thing.slice(0, equals).split('\u0000');
  const resource = owner.split('/').slice(-3);
  const name = owner === '' ? '' : `${resource[0] ?? ''} ${resource.slice(1).join('/')} › `;
  const key = thing.slice(equals + 1);
  const value = key === 'true' || key === 'false' || key === 'null' ? key : key.replace(/^[snrt]/, '');
  return { place: name + steps.map((one) => (one === '*' ? '[…]' : one)).join('.'), value: value.slice(0, 80) };
}

type Texts = Readonly<Record<'base' | 'ours' | 'theirs', string>>;

/**
 * Comments that a side added, or that both kept, and that are nowhere in the text. A comment that one side removed may
 * be gone; one in lines that a person dropped is named all the same: nobody chose a comment.
 */
function lostComments(texts: Texts, body: string): ResultFinding[] {
  const count = (text: string): ReadonlyMap<string, number> => tally(commentsOf(text, readDocuments(text)));
  const [base, ours, theirs, result] = [count(texts.base), count(texts.ours), count(texts.theirs), count(body)];
  const kept = [...result.keys()].join('\n');
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((comment) => {
      const isNew = !base.has(comment);
      return (isNew || (ours.has(comment) && theirs.has(comment))) && !result.has(comment) && !kept.includes(comment);
    })
    .map((comment) => ({
      check: 'comments',
      weight: 'doubt',
      sentence: `A comment is lost: ${comment}`,
      line: null,
    }));
}

function doubledComments(evidence: string, body: string): ResultFinding[] {
  return evidence
    .split('; ')
    .flatMap((part) => /^doubled: (.*)$/s.exec(part)?.[1] ?? [])
    .map((comment) => {
      const line = body.split('\n').findLastIndex((one) => one.trim() === comment);
      const sentence = `A comment stands here twice: ${comment}`;
      return { check: 'comments', weight: 'doubt', sentence, line: line < 0 ? null : line };
    });
}
