import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import type { MergeConflict, MergeDecision, MergeNotice, VersionName } from '../model';
import type { Canon, ValueId } from '../structure/canon';
import { DocumentReader } from '../structure/document-reader';
import { readMarkers } from '../text/markers';
import { aliasFailures, turnedAliases } from './aliases';
import type { Reading, Readings } from './comments';
import { commentsAside } from './comments';
import { describeImbalance } from './describe-imbalance';
import { expandedDifferences } from './expanded';
import { buildDifferences, isKustomization } from './kustomization';
import { accountedPaths, ledgerOf } from './ledger';
import { newSchemaFaults } from './schema-faults';
import { tally } from './tally';

export type CheckName =
  | 'readable'
  | 'data'
  | 'ledger'
  | 'comments'
  | 'provenance'
  | 'doubles'
  | 'markers'
  | 'aliases'
  /** The values once aliases and merge keys are written out. */
  | 'expanded'
  /** The schemas of the fabric's kinds. */
  | 'schema'
  /** What a kustomization builds from. */
  | 'build'
  | 'mirror'
  | 'absorption';

export interface GateCheck {
  readonly name: CheckName;
  readonly passed: boolean;
  /** What was found, for a failure; what was compared, for a pass. */
  readonly evidence: string;
}

export interface GateReport {
  readonly passed: boolean;
  readonly checks: readonly GateCheck[];
}

export interface ResultToVerify {
  readonly texts: Readonly<Record<VersionName, string>>;
  readonly result: string;
  /** The file's path: tells kustomizations. */
  readonly file?: string;
  /** What the merge meant each document to say; null where it does not know, absent for a text made by a person. */
  readonly values?: readonly (ValueId | null)[];
  readonly canon: Canon;
  /** Where the versions are parsed already. */
  readonly reader?: DocumentReader;
  readonly conflicts: readonly MergeConflict[];
  readonly decisions: readonly MergeDecision[];
  readonly notices: readonly MergeNotice[];
  /** A person edited the text: what was asked may say anything. */
  readonly madeByPerson?: boolean;
}

/**
 * Checks a result against the three versions. Only documents that are not the same in all of the versions and the
 * result are read, so that a long file costs what its changes cost.
 */
export function verifyResult(given: ResultToVerify): GateReport {
  const readings = readChanged({ ...given.texts, result: given.result }, given.reader ?? new DocumentReader());
  const checks = [
    checkReadable(readings),
    checkData(given, readings.result),
    checkLedger(given, readings),
    commentCheck(given, readings),
    checkProvenance(given),
    checkDoubles(readings),
    checkAliases(given, readings),
    checkExpanded(given, readings),
    checkSchema(readings),
    checkBuild(given, readings),
    checkMarkers(given),
  ];
  return { passed: checks.every((check) => check.passed), checks };
}

function readChanged(texts: Readonly<Record<VersionName | 'result', string>>, reader: DocumentReader): Readings {
  const names = ['base', 'ours', 'theirs', 'result'] as const;
  const counts = names.map((name) => tally(reader.parts(texts[name]).map((part) => part.text)));
  const isShared = (text: string): boolean => counts.every((count) => count.get(text) === 1);
  const read = (name: VersionName | 'result'): Reading => {
    const changed = reader.parts(texts[name]).filter((part) => !isShared(part.text));
    return { text: texts[name], documents: changed.map((part) => part.read()) };
  };
  return { base: read('base'), ours: read('ours'), theirs: read('theirs'), result: read('result') };
}

const check = (name: CheckName, problems: readonly string[], compared: string): GateCheck => ({
  name,
  passed: problems.length === 0,
  evidence: problems.length === 0 ? compared : problems.slice(0, 5).join('; '),
});

const isUnreadable = (document: YamlDocument): boolean => document.class === 'broken' || document.class === 'template';

function checkReadable(readings: Readings): GateCheck {
  const count = (name: VersionName): number => readings[name].documents.filter(isUnreadable).length;
  const allowed = Math.max(count('ours'), count('theirs'));
  const broken = readings.result.documents.filter(isUnreadable);
  const problems = broken.length > allowed ? broken.flatMap((document) => document.problems.map((p) => p.message)) : [];
  const unknown = broken.length > allowed && problems.length === 0 ? ['a document cannot be read'] : problems;
  return check(
    'readable',
    unknown,
    `${readings.result.documents.length} documents that are not the same in all versions can be read as well as in a side`,
  );
}

function checkData(given: ResultToVerify, result: Reading): GateCheck {
  const expected = (given.values ?? []).filter((value): value is ValueId => value !== null);
  const found = tally(result.documents.map((document) => (document.root ? String(given.canon.of(document.root)) : '')));
  const missing = expected.filter((value) => !found.has(String(value)));
  return check(
    'data',
    missing.map(() => 'a document does not say what the merge decided'),
    `${expected.length} documents say what was decided`,
  );
}

function documentsOf({
  base,
  ours,
  theirs,
  result,
}: Readings): Record<VersionName | 'result', readonly YamlDocument[]> {
  return { base: base.documents, ours: ours.documents, theirs: theirs.documents, result: result.documents };
}

function checkLedger(given: ResultToVerify, readings: Readings): GateCheck {
  if (
    [readings.base, readings.ours, readings.theirs, readings.result].some((one) => one.documents.some(isUnreadable))
  ) {
    return check('ledger', [], 'not applied: a document is not readable YAML');
  }
  const wrong = ledgerOf(documentsOf(readings), given, !given.madeByPerson);
  return check(
    'ledger',
    wrong.map(describeImbalance),
    'what was neither asked about nor settled stands as often as the changes of both sides make it',
  );
}

function commentCheck(given: ResultToVerify, readings: Readings): GateCheck {
  const { lost, doubled } = commentsAside(readings);
  // Comments go with what was removed, and with what a person did not take.
  const removals =
    given.decisions.some((one) => one.rule.startsWith('removed') || one.rule.startsWith('a person')) ||
    given.conflicts.length > 0;
  const problems = [
    ...(removals ? [] : lost.map((comment) => `lost: ${comment}`)),
    ...doubled.map((comment) => `doubled: ${comment}`),
  ];
  const compared = removals
    ? 'no comment is doubled; lost ones were not looked for, because members were removed or asked about'
    : 'no comment is lost or doubled';
  return check('comments', problems, compared);
}

/** Comments that a side wrote, or both have, and that the result has not. */
export function lostComments(given: Pick<ResultToVerify, 'texts' | 'result' | 'reader'>): readonly string[] {
  const texts = { ...given.texts, result: given.result };
  if (!Object.values(texts).some((text) => text.includes('#'))) return [];
  return commentsAside(readChanged(texts, given.reader ?? new DocumentReader())).lost;
}

function checkProvenance(given: ResultToVerify): GateCheck {
  const lines = new Set<string>();
  let words: Set<string> | null = null;
  const inputs = [given.texts.base, given.texts.ours, given.texts.theirs];
  for (const text of inputs) for (const line of text.split('\n')) lines.add(line.trim());
  if (hasChoices(given)) return check('provenance', [], 'not applied: a person chose or wrote a part');
  const problems: string[] = [];
  for (const line of given.result.split('\n')) {
    const content = line.trim();
    if (content === '' || content === '---' || lines.has(content)) continue;
    words ??= new Set(inputs.flatMap(wordsOf));
    const known = words;
    if (!wordsOf(content).every((word) => known.has(word)))
      problems.push(`a line of neither version: ${content.slice(0, 80)}`);
  }
  return check('provenance', problems, 'each line stands in one of the versions, or all of its words do');
}

function wordsOf(text: string): string[] {
  return text.match(/[^\s,[\]{}'"]+/g) ?? [];
}

function checkDoubles(readings: Readings): GateCheck {
  const keys = (reading: Reading): number =>
    reading.documents.flatMap((document) => document.problems).filter((p) => p.code === 'DUPLICATE_KEY').length;
  const problems: string[] = [];
  if (keys(readings.result) > Math.max(keys(readings.ours), keys(readings.theirs))) {
    const double = readings.result.documents
      .flatMap((document) => document.problems)
      .find((p) => p.code === 'DUPLICATE_KEY');
    problems.push(double?.message ?? 'a key stands twice');
  }
  const identities = (reading: Reading): Map<string, number> =>
    tally(reading.documents.flatMap((document) => (document.identity ? [identityKey(document.identity)] : [])));
  const [ours, theirs] = [identities(readings.ours), identities(readings.theirs)];
  for (const [identity, times] of identities(readings.result)) {
    if (times > Math.max(1, ours.get(identity) ?? 0, theirs.get(identity) ?? 0))
      problems.push(`the resource ${identity} stands there ${times === 2 ? 'twice' : `${times} times`}`);
  }
  return check(
    'doubles',
    problems,
    'no key stands twice that does so on neither side, and no resource of the documents that differ',
  );
}

function checkAliases(given: ResultToVerify, readings: Readings): GateCheck {
  const failures = ({ text, documents }: Reading): string[] => aliasFailures(text, documents);
  const before = new Set([...failures(readings.ours), ...failures(readings.theirs)]);
  const documents = documentsOf(readings);
  const turned = given.madeByPerson ? [] : turnedAliases(documents, given.canon, accountedPaths(documents, given));
  return check(
    'aliases',
    [...failures(readings.result).filter((reason) => !before.has(reason)), ...turned],
    'every alias has its anchor, or has none on a side either',
  );
}

function checkExpanded(given: ResultToVerify, readings: Readings): GateCheck {
  const documents = documentsOf(readings);
  const isApplied = given.madeByPerson !== true && given.conflicts.length === 0 && /[*]\w/.test(given.result);
  const problems = isApplied ? expandedDifferences(documents, accountedPaths(documents, given)) : [];
  return check(
    'expanded',
    problems,
    isApplied ? 'the same once aliases and merge keys are written out' : 'not applied: no aliases, or open questions',
  );
}

function checkSchema({ ours, theirs, result }: Readings): GateCheck {
  const faults = newSchemaFaults(result.documents, [ours.documents, theirs.documents]);
  return check('schema', faults, 'no fault against a schema of the fabric that the sides have not');
}

function checkBuild(given: ResultToVerify, readings: Readings): GateCheck {
  if (given.file === undefined || !isKustomization(given.file)) return check('build', [], 'no kustomization');
  const mayLose = given.madeByPerson === true || given.conflicts.length > 0 || hasChoices(given);
  const problems = buildDifferences(documentsOf(readings), mayLose);
  const compared = mayLose ? 'nothing is listed twice' : 'nothing is listed twice, and all that both sides list';
  return check('build', problems, compared);
}

const hasChoices = ({ decisions }: ResultToVerify): boolean => decisions.some((one) => one.rule.startsWith('a person'));

function checkMarkers(given: ResultToVerify): GateCheck {
  const { markers } = readMarkers(given.result, [given.texts.base, given.texts.ours, given.texts.theirs]);
  return check(
    'markers',
    markers.map((marker) => `line ${marker.line + 1}: ${marker.text}`),
    'no conflict markers',
  );
}
