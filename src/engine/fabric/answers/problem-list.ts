import { createHash } from 'node:crypto';
import type { ProjectPath } from '../../../contract/basics';
import type { Problem, ProblemCounts, ProblemFilter, ProblemList } from '../../../contract/problems';
import type { Finding } from '../../../core/fabric/rules/finding';
import { formatPath } from '../../../core/fabric/schema/check-value';
import type { Snapshot } from '../desk/snapshot';
import { placeOf } from './places';
import { sourceOfRule } from './rules';

/** Names a finding as long as its document and its words stay. */
export const problemId = ({ rule, path, document, at, message }: Finding): string =>
  createHash('sha256')
    .update(JSON.stringify([rule, path, document, at, message]))
    .digest('hex')
    .slice(0, 20);

export function countFindings(findings: Iterable<Finding>): ProblemCounts {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

function resourceOf(snapshot: Snapshot, { resource, path, document }: Finding): Problem['resource'] {
  if (resource === null) return null;
  const identity = snapshot.model.files.get(path)?.documents[document]?.identity;
  return identity ? { kind: identity.kind, namespace: identity.namespace, name: identity.name } : null;
}

/** A finding as people see it, with its places. */
async function problemOf(snapshot: Snapshot, finding: Finding): Promise<Problem> {
  const related = finding.related.map(async (other) => ({
    ...(await placeOf(snapshot, other)),
    message: other.message,
  }));
  return {
    ...(await placeOf(snapshot, finding)),
    id: problemId(finding),
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    source: sourceOfRule(finding.rule),
    fabric: finding.fabric,
    resource: resourceOf(snapshot, finding),
    field: formatPath(finding.at),
    related: await Promise.all(related),
    fix: finding.fix === null ? null : { title: finding.fix.title },
  };
}

/** One after the other: files are read and let go in the order of the list. */
export async function problemsOf(snapshot: Snapshot, findings: readonly Finding[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const finding of findings) problems.push(await problemOf(snapshot, finding));
  return problems;
}

function fits(filter: ProblemFilter): (finding: Finding) => boolean {
  const paths = filter.paths === undefined ? null : new Set<string>(filter.paths);
  const severities = filter.severities === undefined ? null : new Set<string>(filter.severities);
  const rules = filter.rules === undefined ? null : new Set(filter.rules);
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const under = filter.under === undefined || filter.under === '' ? null : `${filter.under.replace(/\/$/, '')}/`;
  return (finding) => {
    if (filter.fabric !== undefined && finding.fabric !== filter.fabric) return false;
    if (paths !== null && !paths.has(finding.path)) return false;
    if (under !== null && !finding.path.startsWith(under)) return false;
    if (severities !== null && !severities.has(finding.severity)) return false;
    if (rules !== null && !rules.has(finding.rule)) return false;
    if (words.length === 0) return true;
    const text = `${finding.message} ${finding.path} ${finding.resource ?? ''} ${finding.rule}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** Findings that fit, counted, and one page of them with places. */
export async function listProblems(
  snapshot: Snapshot,
  input: ProblemFilter & { readonly offset: number; readonly limit: number },
): Promise<ProblemList> {
  const found = snapshot.findings().filter(fits(input));
  const rules = new Map<string, { rule: string; severity: Finding['severity']; count: number }>();
  const files = new Map<string, { path: string; counts: ProblemCounts }>();
  for (const { rule, severity, path } of found) {
    const ofRule = rules.get(`${rule} ${severity}`) ?? { rule, severity, count: 0 };
    ofRule.count += 1;
    rules.set(`${rule} ${severity}`, ofRule);
    const ofFile = files.get(path) ?? { path, counts: { error: 0, warning: 0, note: 0 } };
    ofFile.counts[severity] += 1;
    files.set(path, ofFile);
  }
  return {
    total: found.length,
    counts: countFindings(found),
    rules: [...rules.values()].sort((a, b) => b.count - a.count),
    files: [...files.values()],
    problems: await problemsOf(snapshot, found.slice(input.offset, input.offset + input.limit)),
    generation: snapshot.generation,
  };
}

/** More than this in one text are not read by anybody. */
const mostElsewhere = 200;

/**
 * What the rules say of a text that is not saved yet. What they say of other files because of this one stands here as well,
 * at the place that has to do with it: whoever types a VLAN that another VPC has must see it where they type.
 */
export async function checkText(snapshot: Snapshot, path: ProjectPath): Promise<{ problems: Problem[] }> {
  const findings = snapshot.findings();
  const own = await problemsOf(
    snapshot,
    findings.filter((finding) => finding.path === path),
  );
  const elsewhere = findings.filter((finding) => finding.path !== path && finding.related.some(isIn(path)));
  for (const finding of elsewhere.slice(0, mostElsewhere)) {
    const problem = await problemOf(snapshot, finding);
    const here = problem.related.find((place) => place.path === path);
    if (here === undefined) continue;
    const { line, column, endLine, endColumn, document } = here;
    const of = problem.resource === null ? problem.path : `${problem.resource.kind} ${problem.resource.name}`;
    own.push({ ...problem, path, document, line, column, endLine, endColumn, message: `${of}: ${problem.message}` });
  }
  return { problems: own };
}

const isIn =
  (path: string) =>
  (place: { readonly path: string }): boolean =>
    place.path === path;
