import type { Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { PlanPreview, PlanRequest } from '../../contract/fabric/plans';
import { revealCharacters } from '../../core/text/reveal-characters';
import { columns } from '../columns';
import { counted } from '../words';
import type { AskedFabric } from './ask-fabric';
import { ask } from './ask-fabric';

/** What became of one plan. `receipt` null: nothing was changed, because nothing had to be or only a look was asked for. */
export interface PlanRun {
  readonly fabric: string;
  readonly preview: PlanPreview;
  readonly receipt: Receipt | null;
  /** After it was done the repository was read again: what the same request would still do. Null: nobody could say. */
  readonly left: number | null;
}

/** Works a plan out and, unless it is only to be looked at, does exactly that as one operation and looks again. */
export async function runPlan(
  asked: AskedFabric,
  { fabric, request, dryRun }: { readonly fabric: string; readonly request: PlanRequest; readonly dryRun: boolean },
): Promise<Result<PlanRun>> {
  const preview = await ask(asked, 'fabric.plan', { fabric, request });
  if (!preview.ok) return preview;
  const { digest, files, refused } = preview.value;
  if (dryRun || (files.length === 0 && refused.length === 0))
    return ok({ fabric, preview: preview.value, receipt: null, left: null });
  const receipt = await ask(asked, 'fabric.apply', { fabric, request, digest });
  if (!receipt.ok) return receipt;
  // What named a resource once may name nothing now; plans over everything can be asked again.
  const again = isRepeatable(request) ? await ask(asked, 'fabric.plan', { fabric, request }) : null;
  // What was done is told with its undo, whatever became of the second look.
  const left = again === null ? 0 : again.ok ? again.value.files.length : null;
  return ok({ fabric, preview: preview.value, receipt: receipt.value, left });
}

const isRepeatable = ({ kind }: PlanRequest): boolean =>
  kind === 'ingest' || kind === 'duplicates' || kind === 'structure';

/** A plan for reading: what it does and why, what it leaves to a person, which files change. */
export function planInWords({ preview, receipt, left }: PlanRun): string {
  const { title, steps, review, refused, files } = preview;
  const parts = [`${title}${files.length === 0 ? ': nothing to change' : ''}`];
  if (steps.length > 0) parts.push(columns(steps.map(({ path, words, why }) => ['  ', path, words, `(${why})`])));
  if (refused.length > 0)
    parts.push('Cannot be done:', columns(refused.map(({ what, reason }) => ['  ', what, reason])));
  if (review.length > 0) parts.push('For you to decide:', columns(review.map(({ what, why }) => ['  ', what, why])));
  if (files.length > 0)
    parts.push(
      `${counted(files.length, 'file')}: ${[...new Set(files.map(({ change }) => change))]
        .map((change) => `${files.filter((file) => file.change === change).length} ${change}`)
        .join(', ')}`,
    );
  if (receipt) parts.push(revealCharacters(`Done (take it back with: selvedge undo ${receipt.operationId})`));
  if (receipt && left === null) parts.push('What is left to do is not known: the files could not be read again.');
  if (left !== null && left > 0) parts.push(`Read again: ${counted(left, 'file')} would still change.`);
  return parts.join('\n');
}
