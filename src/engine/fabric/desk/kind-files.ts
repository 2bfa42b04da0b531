import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readModelFile } from '../../../core/fabric/model/model-file';
import type { ImportedKind } from '../../../core/fabric/schema/import-crd';
import { importKinds } from '../../../core/fabric/schema/import-crd';
import { asList, asRecord, asText } from '../../../core/fabric/value';
import { makeFolder, removeIfThere, replaceDurably } from '../../files/durable';
import { errorCode } from '../../files/file-system';
import { nodeFileSystem } from '../../files/node-file-system';
import { readBytes } from '../../files/read-bytes';

/** The definitions of a big cluster are some megabytes; nobody has ten times as many. */
export const mostKindBytes = 64 * 1024 * 1024;

/** A file of the extensions folder that defines kinds; what is wrong with it, as a sentence, or null. */
interface KindFile {
  readonly name: string;
  readonly kinds: readonly ImportedKind[];
  readonly problem: string | null;
}

export const isKindFile = (name: string): boolean => /\.ya?ml$/.test(name);

/** The kinds that a text defines; whatever defines none is passed over. Throws, with a sentence, what is to be told. */
export function readKinds(text: string): ImportedKind[] {
  const kinds = valuesIn(text).flatMap(importKinds);
  if (kinds.length === 0) throw new Error('it defines no kinds; save what `kubectl get crd -o yaml` prints');
  return kinds;
}

/** Like `readKinds`, for a text that has to hold definitions and nothing else. */
export function readOnlyKinds(text: string): ImportedKind[] {
  const stranger = valuesIn(text)
    .flatMap((value) => (asText(asRecord(value)['kind'])?.endsWith('List') ? asList(asRecord(value)['items']) : value))
    .findIndex((value) => asRecord(value)['kind'] !== 'CustomResourceDefinition');
  if (stranger >= 0)
    throw new Error(`its resource ${stranger + 1} is no CustomResourceDefinition; only those can be imported`);
  return readKinds(text);
}

function valuesIn(text: string): unknown[] {
  const documents = readModelFile('kinds', text).documents.filter(
    (document) => document.class !== 'empty' && document.within === undefined,
  );
  const [bad] = documents.flatMap(({ problems, refused }) => refused ?? problems[0]?.message ?? []);
  if (bad !== undefined) throw new Error(`it cannot be read: ${bad}`);
  return documents.map(({ value }) => value);
}

/** The files that define kinds, in the order of names. Nothing is run. */
export async function listKindFiles(folder: string): Promise<KindFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    return [];
  });
  return Promise.all(
    names
      .filter(isKindFile)
      .sort()
      .map(async (name): Promise<KindFile> => {
        try {
          const { bytes } = await readBytes(nodeFileSystem(), join(folder, name), mostKindBytes);
          return { name, kinds: readKinds(bytes.toString('utf8')), problem: null };
        } catch (error) {
          return { name, kinds: [], problem: error instanceof Error ? error.message : String(error) };
        }
      }),
  );
}

/** Keeps the bytes under that name, in one step and durably; the folder is made. Throws the system's errors. */
export async function keepKindFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const fs = nodeFileSystem();
  await makeFolder(fs, folder);
  await replaceDurably(fs, join(folder, name), bytes);
}

/** True when there was such a file. Throws the system's errors. */
export async function removeKindFile(folder: string, name: string): Promise<boolean> {
  const fs = nodeFileSystem();
  const removed = await removeIfThere(fs, join(folder, name));
  if (removed) await fs.syncDirectory(folder);
  return removed;
}
