import { z } from 'zod';

/** A path inside the project: relative to the root of the working tree, `/`-separated, never leaving it. */
export const ProjectPath = z.string().min(1).max(4096).brand<'ProjectPath'>();
export type ProjectPath = z.infer<typeof ProjectPath>;

/** SHA-256 of a file's bytes, 64 hex digits. */
export const ContentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'ContentHash'>();
export type ContentHash = z.infer<typeof ContentHash>;

/** A project is one opened working tree. The id lives as long as the process. */
export const ProjectId = z.string().min(1).max(200);

export const inProject = z.object({ projectId: ProjectId });

/** ISO 8601 in UTC. */
export const Instant = z.string();

export const Person = z.object({ name: z.string(), email: z.string() });
export type Person = z.infer<typeof Person>;

/** How the bytes of a file become text, kept so that they can be written back alike. */
const Eol = z.enum(['lf', 'crlf', 'mixed', 'none']);
export const TextTraits = z.object({
  encoding: z.enum(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'latin-1-lossy']),
  eol: Eol,
  finalNewline: z.boolean(),
});
export type TextTraits = z.infer<typeof TextTraits>;

/** One version of one file, as much of it as can be shown. Texts always carry `\n`; `traits` say what they were. */
export const FileContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    traits: TextTraits,
    hash: ContentHash,
    sizeBytes: z.number(),
    executable: z.boolean(),
  }),
  z.object({ kind: z.literal('binary'), hash: ContentHash.nullable(), sizeBytes: z.number(), executable: z.boolean() }),
  z.object({ kind: z.literal('too-large'), sizeBytes: z.number(), limitBytes: z.number() }),
  z.object({ kind: z.literal('symlink'), target: z.string() }),
  z.object({ kind: z.literal('submodule'), commit: z.string() }),
  z.object({ kind: z.literal('unreadable'), reason: z.string() }),
]);
export type FileContent = z.infer<typeof FileContent>;

/** What every mutation answers: the operation that can be undone. */
export const Receipt = z.object({
  operationId: z.string(),
  title: z.string(),
  undoable: z.boolean(),
  changedPaths: z.array(z.string()),
});
export type Receipt = z.infer<typeof Receipt>;
