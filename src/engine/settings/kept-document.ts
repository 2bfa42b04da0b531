import type { z } from 'zod';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { failureOfDisk } from '../faults/failure-of-disk';
import { makeFolder, removeIfThere, replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { parentOf } from '../files/durable';
import { readBytesIfThere } from '../files/read-bytes';

const largestBytes = 4_000_000;

/** What was read of a small JSON document of ours. */
export interface KeptDocument<T> {
  readonly value: T;
  /** The file was not what we write; it was set aside under this path (null: even that failed), for this reason. */
  readonly broken: { readonly reason: string; readonly keptAs: string | null } | null;
}

/**
 * Reads a JSON document that we wrote. A missing file is the fallback; a broken one is the fallback as well,
 * and is kept beside as `<name>.broken-<n>`, so that the next write destroys nothing.
 */
export async function readKept<T>(
  fs: FileSystem,
  path: string,
  schema: z.ZodType<T>,
  fallback: (raw: unknown) => T,
): Promise<KeptDocument<T>> {
  let raw: unknown;
  try {
    const bytes = await readBytesIfThere(fs, path, largestBytes);
    if (bytes === null) return { value: fallback(undefined), broken: null };
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return { value: fallback(undefined), broken: { reason: reasonOf(error), keptAs: await setAside(fs, path) } };
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data, broken: null };
  const issue = parsed.error.issues[0];
  const reason = `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'not as expected'}`;
  return { value: fallback(raw), broken: { reason, keptAs: await setAside(fs, path) } };
}

/** Replaces the document atomically and durably. Fails with `disk-full` or `read-only`. */
export async function writeKept(fs: FileSystem, path: string, value: unknown): Promise<Result<null>> {
  try {
    await makeFolder(fs, parentOf(path));
    await replaceDurably(fs, path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
    return ok(null);
  } catch (error) {
    return fail(failureOfDisk(error, path));
  }
}

const mostKept = 9;

/** Copies, not moves: a program that dies here still finds the original. The oldest copy makes room. */
async function setAside(fs: FileSystem, path: string): Promise<string | null> {
  try {
    const bytes = await readBytesIfThere(fs, path);
    if (bytes === null) return null;
    for (let number = 1; number <= mostKept; number += 1) {
      const kept = `${path}.broken-${number}`;
      const there = await readBytesIfThere(fs, kept);
      if (there?.equals(bytes)) return kept;
      if (there !== null) continue;
      await replaceDurably(fs, kept, bytes);
      return kept;
    }
    const last = `${path}.broken-${mostKept}`;
    await removeIfThere(fs, last);
    await replaceDurably(fs, last, bytes);
    return last;
  } catch {
    // Said by the null: the broken file stays where it is, and nothing is written over it before a person changes something.
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON';
  if (error instanceof TypeError) return 'it is not UTF-8 text';
  return error instanceof Error ? error.message : String(error);
}
