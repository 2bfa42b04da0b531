import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../../contract/problems';
import type { Finding } from '../../../core/fabric/rules/finding';
import type { Snapshot } from '../desk/snapshot';
import { problemsOf } from './problem-list';

/** Does a document say something else than the same resource said before, or did nobody say it? */
function changedSince(before: Snapshot, after: Snapshot, fabric: string | null): (place: Place) => boolean {
  const copies = before.model.fabrics.find(({ root }) => root === fabric)?.copies;
  const known = new Map<string, boolean>();
  return ({ path, document, resource }) => {
    if (resource === null) return false;
    const name = JSON.stringify([path, document]);
    const answer = known.get(name);
    if (answer !== undefined) return answer;
    const value = after.model.files.get(path)?.documents[document]?.value;
    const changed = !copies?.get(resource)?.some((copy) => isDeepStrictEqual(copy.document.value, value));
    known.set(name, changed);
    return changed;
  };
}

type Place = Pick<Finding, 'path' | 'document' | 'resource'>;

/**
 * Problems that came with a change, each at what changed: of two that clash a rule speaks about the later one by name,
 * and whoever changed the other would look in vain there. The words then begin with whom they are about.
 */
export async function introducedProblems(
  before: Snapshot,
  after: Snapshot,
  findings: readonly Finding[],
): Promise<Problem[]> {
  const problems = await problemsOf(after, findings);
  const questions = new Map<string | null, (place: Place) => boolean>();
  return problems.map((problem, index) => {
    const finding = findings[index];
    if (!finding || finding.related.length === 0) return problem;
    const changed = questions.get(finding.fabric) ?? changedSince(before, after, finding.fabric);
    questions.set(finding.fabric, changed);
    if (finding.resource === null || changed(finding)) return problem;
    const culprit = finding.related.findIndex(changed);
    return culprit < 0 ? problem : turned(after, problem, finding, culprit);
  });
}

function turned(after: Snapshot, problem: Problem, finding: Finding, culprit: number): Problem {
  const [place, other] = [problem.related[culprit], finding.related[culprit]];
  const id = other && after.model.files.get(other.path)?.documents[other.document]?.identity;
  if (!place || !id || !problem.resource) return problem;
  const { path, document, line, column, endLine, endColumn } = problem;
  const about = `${problem.resource.kind} ${problem.resource.name}`;
  const { message: _told, ...here } = place;
  return {
    ...problem,
    ...here,
    resource: { kind: id.kind, namespace: id.namespace, name: id.name },
    message: `${about}: ${problem.message}`,
    related: [
      { path, document, line, column, endLine, endColumn, message: about },
      ...problem.related.filter((_, index) => index !== culprit),
    ],
  };
}
