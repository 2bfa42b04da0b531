import { z } from 'zod';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { MergeDraft } from '../../../contract/merge';
import type { Project } from '../../project';
import { draftKey, saveDraft } from '../drafts';
import { readConflictFiles } from './conflict-files';

const Side = z.object({ mode: z.string(), objectId: z.string() });

/** Half-done resolutions as a file that a colleague can go on with. The versions are named by their objects. */
const PortableDrafts = z.object({
  kind: z.literal('selvedge-drafts'),
  version: z.literal(1),
  drafts: z.array(
    z.object({
      stages: z.object({ path: z.string(), base: Side, ours: Side, theirs: Side }),
      draft: MergeDraft,
    }),
  ),
});

type Owner = Pick<Project, 'git' | 'dataFolder'>;

/** Every draft of the merge under way as one JSON text. */
export async function exportDrafts(
  project: Owner,
  signal: AbortSignal,
): Promise<Result<{ readonly text: string; readonly drafts: number }>> {
  const files = await readConflictFiles(project, signal);
  if (!files.ok) return files;
  const drafts = files.value.flatMap(({ stages, draft }) => (draft === null ? [] : [{ stages, draft }]));
  const whole: z.infer<typeof PortableDrafts> = { kind: 'selvedge-drafts', version: 1, drafts };
  return ok({ text: `${JSON.stringify(whole, null, 2)}\n`, drafts: drafts.length });
}

/**
 * Takes drafts over for the same conflicts: the same path and the same three versions. Fails with `bad-input` when the
 * text is no export. Existing drafts stay unless `replace` says otherwise.
 */
export async function importDrafts(
  project: Owner,
  input: { readonly text: string; readonly replace: boolean },
  signal: AbortSignal,
): Promise<Result<{ readonly imported: number; readonly skipped: { path: string; why: string }[] }>> {
  const parsed = PortableDrafts.safeParse(parseJson(input.text));
  if (!parsed.success) return fail({ code: 'bad-input', where: 'text', problem: 'it is no export of drafts' });
  const files = await readConflictFiles(project, signal);
  if (!files.ok) return files;
  const byKey = new Map(files.value.map((file) => [draftKey(file.stages), file]));
  const byPath = new Set(files.value.map(({ stages }) => stages.path));
  const skipped: { path: string; why: string }[] = [];
  let imported = 0;
  for (const { stages, draft } of parsed.data.drafts) {
    const { path } = stages;
    const here = byKey.get(draftKey(stages));
    if (here === undefined)
      skipped.push({ path, why: byPath.has(path) ? 'other versions of it meet here' : 'it is not in conflict here' });
    else if (here.draft !== null && !input.replace) skipped.push({ path, why: 'there is a draft of it already' });
    else {
      await saveDraft(project, here.stages, draft);
      imported += 1;
    }
  }
  return ok({ imported, skipped });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses null, with the same words as for any other text.
    return null;
  }
}
