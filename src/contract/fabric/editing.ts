import { z } from 'zod';
import { ProjectPath, inProject } from '../basics';
import { call } from '../call';
import { FilePlace, Problem, TextSpan } from '../problems';
import { ReferencePlace } from './resources';

/** A place in a text that somebody edits. */
const editing = { path: ProjectPath, text: z.string().max(8_000_000) };
const atCursor = { ...editing, line: z.number().int().min(0), column: z.number().int().min(0) };

const Completion = z.object({
  label: z.string(),
  /** What to put in place of `replace`; may hold line breaks and end in `: `. */
  insert: z.string(),
  kind: z.enum(['field', 'value', 'reference', 'next-free', 'kind']),
  /** In a few words beside the label. */
  detail: z.string(),
  doc: z.string(),
  /** Lower comes first. */
  order: z.number().int(),
});
export type Completion = z.infer<typeof Completion>;

export const editingCalls = {
  /** What may be written at the cursor. `replace`: the text that a completion stands in for. */
  'fabric.completions': call(
    inProject.extend(atCursor),
    z.object({ replace: TextSpan, completions: z.array(Completion) }),
  ),
  'fabric.hover': call(
    inProject.extend(atCursor),
    z.object({ span: TextSpan, title: z.string(), lines: z.array(z.string()) }).nullable(),
  ),
  /** The resource that is named or defined at the cursor, with every place that names it. */
  'fabric.references-at': call(
    inProject.extend(atCursor),
    z
      .object({
        kind: z.string(),
        name: z.string(),
        part: z.string().nullable(),
        /** What stands at the cursor. */
        span: TextSpan,
        definitions: z.array(FilePlace),
        references: z.array(ReferencePlace),
      })
      .nullable(),
  ),
  /** What the rules say about a text that is not saved yet, against everything else as it is on disk. */
  'fabric.check-text': call(inProject.extend(editing), z.object({ problems: z.array(Problem) })),
} as const;
