import type { ContentHash, ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { FilePreview } from '../../../contract/problems';
import { applySteps } from '../../../core/fabric/plan/apply-steps';
import type { PlanStep } from '../../../core/fabric/plan/plan-step';
import { pathOfStep } from '../../../core/fabric/plan/plan-step';
import type { Finding } from '../../../core/fabric/rules/finding';
import { decodeText } from '../../files/text-traits';
import { hashBytes } from '../../files/hash';
import type { FixPreview } from '../desk/desk-questions';
import type { Snapshot } from '../desk/snapshot';
import { problemId } from './problem-list';

const gone = (what: string): Result<never> => fail({ code: 'state-changed-since', what });

function stepsOf(snapshot: Snapshot, { fix }: Finding): PlanStep[] {
  return (fix?.edits ?? []).map((edit) => {
    const identity = snapshot.model.files.get(edit.path)?.documents[edit.document]?.identity;
    const expect = identity ? `${identity.group}/${identity.kind}/${identity.namespace}/${identity.name}` : null;
    return { action: 'edit', edit, expect };
  });
}

/** What several fixes together would make of files. Two fixes that edit the same place are one. */
export async function previewFixes(snapshot: Snapshot, ids: readonly string[]): Promise<Result<FixPreview>> {
  const wanted = new Set(ids);
  const findings = snapshot.findings().filter((finding) => finding.fix !== null && wanted.has(problemId(finding)));
  const [first] = findings;
  if (first === undefined || findings.length < wanted.size) return gone('the problem');
  const steps = new Map(
    findings.flatMap((finding) => stepsOf(snapshot, finding)).map((step) => [JSON.stringify(step), step]),
  );
  const texts = await readTexts(snapshot, new Set([...steps.values()].map(pathOfStep)));
  if (!texts.ok) return texts;
  const applied = applySteps(new Map([...texts.value].map(([path, { text }]) => [path, text])), [...steps.values()]);
  const [refused] = applied.refused;
  if (refused) return fail({ code: 'bad-input', where: pathOfStep(refused.step), problem: refused.reason });
  const title = findings.length === 1 ? (first.fix?.title ?? 'Fix a problem') : `Fix ${findings.length} problems`;
  const files = [...applied.files].map(([path, after]): FilePreview => {
    const before = texts.value.get(path);
    return {
      path: path as ProjectPath,
      before: before?.text ?? null,
      after,
      expected: (before?.hash ?? null) as ContentHash | null,
    };
  });
  return ok({ title, files });
}

type Texts = ReadonlyMap<string, { readonly text: string; readonly hash: string }>;

/** The texts that fixes work on, as they are now; they must be those that were judged. */
async function readTexts(snapshot: Snapshot, paths: ReadonlySet<string>): Promise<Result<Texts>> {
  const texts = new Map<string, { text: string; hash: string }>();
  for (const path of paths) {
    const bytes = await snapshot.bytes(path);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (bytes === null || decoded === null) return gone(path);
    const hash = hashBytes(bytes);
    if (snapshot.model.files.get(path)?.contentHash !== hash) return gone(path);
    texts.set(path, { text: decoded.text, hash });
  }
  return ok(texts);
}
