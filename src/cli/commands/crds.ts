import { basename, join, resolve } from 'node:path';
import type { Failure } from '../../contract/failure';
import type { ImportedKind } from '../../core/fabric/schema/import-crd';
import { kindOf } from '../../core/fabric/kinds';
import { revealCharacters } from '../../core/text/reveal-characters';
import {
  keepKindFile,
  listKindFiles,
  mostKindBytes,
  readOnlyKinds,
  removeKindFile,
} from '../../engine/fabric/desk/kind-files';
import { failureOfDisk } from '../../engine/faults/failure-of-disk';
import { errorCode } from '../../engine/files/file-system';
import { nodeFileSystem } from '../../engine/files/node-file-system';
import { readBytes, TooLarge } from '../../engine/files/read-bytes';
import { columns } from '../columns';
import { usableDataFolder } from '../data-folder';
import { endWithFailure, printJson, type Terminal } from '../end';
import { exitCodes } from '../exit-codes';
import { counted } from '../words';

interface Asked {
  readonly json: boolean;
}

const opened = 'Repositories that are open meanwhile know them when they are opened again.';
const toldKind = ({ group, kind, version }: ImportedKind): Pick<ImportedKind, 'group' | 'kind' | 'version'> => ({
  group,
  kind,
  version,
});

/** Hands the extensions folder on, and turns what the disk says into a sentence. */
async function withFolder(
  asked: Asked,
  terminal: Terminal,
  work: (folder: string) => Promise<number | Failure>,
): Promise<number> {
  const usable = await usableDataFolder();
  if (!usable.ok) return endWithFailure(usable.failure, asked, terminal);
  const folder = join(usable.value, 'extensions');
  const ended = await work(folder).catch((error: unknown) => failureOfDisk(error, folder));
  return typeof ended === 'number' ? ended : endWithFailure(ended, asked, terminal);
}

/** The kinds that were imported, by file. */
export const listCrdsCommand = (asked: Asked, terminal: Terminal): Promise<number> =>
  withFolder(asked, terminal, async (folder) => {
    const files = await listKindFiles(folder);
    for (const { name, problem } of files)
      if (problem !== null) terminal.error(`selvedge: ${revealCharacters(`${name}: ${problem}`)}`);
    if (asked.json)
      printJson(terminal, { folder, files: files.map((file) => ({ ...file, kinds: file.kinds.map(toldKind) })) });
    else if (files.length === 0)
      terminal.out(
        'No kinds were imported. kubectl get crd -o yaml | selvedge crds import - brings those of a cluster.',
      );
    else
      terminal.out(
        columns(
          files.flatMap(({ name, kinds }) => kinds.map((one) => [`${one.kind}.${one.group}`, one.version, name])),
        ),
      );
    return exitCodes.done.code;
  });

/** Keeps a file of definitions (`-`: standard input), so that resources of its kinds are judged everywhere. */
export const importCrdsCommand = (
  asked: Asked & { readonly file: string; readonly name: string | null },
  terminal: Terminal,
): Promise<number> =>
  withFolder(asked, terminal, async (folder) => {
    const name = fileName(asked.name ?? (asked.file === '-' ? 'cluster' : basename(asked.file)));
    if (name === null)
      return { code: 'bad-input', where: '--name', problem: 'a name has letters, digits, dots, _ and - only' };
    const bytes = await bytesOf(asked.file);
    if (!(bytes instanceof Uint8Array)) return bytes;
    const kinds = understood(asked.file, bytes);
    if (!Array.isArray(kinds)) return kinds;
    const replaced = (await listKindFiles(folder)).some((file) => file.name === name);
    await keepKindFile(folder, name, bytes);
    const path = join(folder, name);
    if (asked.json) printJson(terminal, { path, replaced, kinds: kinds.map(toldKind) });
    else terminal.out(importInWords(path, kinds, replaced));
    return exitCodes.done.code;
  });

/** Forgets what one file brought. */
export const removeCrdsCommand = (asked: Asked & { readonly name: string }, terminal: Terminal): Promise<number> =>
  withFolder(asked, terminal, async (folder) => {
    const name = fileName(asked.name);
    if (name === null || !(await removeKindFile(folder, name)))
      return { code: 'file-missing', path: join(folder, asked.name) };
    if (asked.json) printJson(terminal, { removed: name });
    else terminal.out(`Removed ${name}. ${opened}`);
    return exitCodes.done.code;
  });

function importInWords(path: string, kinds: readonly ImportedKind[], replaced: boolean): string {
  const own = kinds.filter(({ group, kind }) => kindOf(group, kind) !== null).length;
  return [
    columns(kinds.map(({ group, kind, version }) => [`${kind}.${group}`, version])),
    `${counted(kinds.length, 'kind')} ${replaced ? 'replaced what was' : 'kept'} in ${revealCharacters(path)}. ${opened}`,
    ...(own > 0 ? [`${own} of them are the fabric’s own, which keep Selvedge’s stricter rules.`] : []),
  ].join('\n');
}

/** Under which name a file is kept; null for what is none. */
function fileName(name: string): string | null {
  const stem = name.replace(/\.(ya?ml|json)$/, '');
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(stem) ? `${stem}.${name.endsWith('.yml') ? 'yml' : 'yaml'}` : null;
}

function understood(file: string, bytes: Uint8Array): ImportedKind[] | Failure {
  try {
    return readOnlyKinds(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return { code: 'not-text', path: file };
    const problem = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    return { code: 'bad-input', where: file, problem };
  }
}

async function bytesOf(file: string): Promise<Uint8Array | Failure> {
  try {
    if (file === '-') return await standardInput();
    return (await readBytes(nodeFileSystem(), resolve(file), mostKindBytes)).bytes;
  } catch (error) {
    if (error instanceof TooLarge)
      return { code: 'file-too-large', path: file, sizeBytes: error.sizeBytes, limitBytes: error.limitBytes };
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'path-missing', path: file };
    return { code: 'unreadable', path: file };
  }
}

async function standardInput(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostKindBytes) throw new TooLarge(size, mostKindBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
