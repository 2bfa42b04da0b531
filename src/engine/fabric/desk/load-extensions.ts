import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportedKind } from '../../../core/fabric/schema/import-crd';
import { policyProblems } from '../../../core/fabric/policy/policy-problems';
import { errorCode } from '../../files/file-system';
import { Extension } from './extension';
import { isKindFile, readKinds } from './kind-files';

/** The person's own extensions: those that could be loaded, and what is wrong with the others. */
export interface Extensions {
  readonly loaded: readonly Extension[];
  /** Kinds out of the YAML files of the folder, for instance of `kubectl get crd -o yaml`; file → kinds. */
  readonly kinds: ReadonlyMap<string, readonly ImportedKind[]>;
  readonly problems: { readonly file: string; readonly reason: string }[];
  /** Names their contents: what was judged with others is not believed. */
  readonly digest: string;
}

const noExtensions: Extensions = { loaded: [], kinds: new Map(), problems: [], digest: '' };

/**
 * Loads every `*.mjs` of the person's own extensions folder, in the order of names. They run with all rights of the
 * person, so they are never taken from a repository, and not from files that others may write. YAML files beside them
 * define kinds.
 */
export async function loadExtensions(folder: string | null): Promise<Extensions> {
  if (folder === null) return noExtensions;
  const loaded: Extension[] = [];
  const problems: { file: string; reason: string }[] = [];
  const kinds = new Map<string, readonly ImportedKind[]>();
  const hash = createHash('sha256');
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    try {
      const refusal = refusalOf(file);
      if (refusal !== null) problems.push({ file: name, reason: refusal });
      else if (isKindFile(name)) {
        const text = readFileSync(file);
        hash.update(`${name}\0`).update(text);
        kinds.set(name, readKinds(text.toString('utf8')));
      } else {
        hash.update(`${name}\0`).update(readFileSync(file));
        const extension = await importExtension(file);
        if (loaded.some((other) => other.name === extension.name))
          problems.push({ file: name, reason: `another extension is named ${extension.name} too` });
        else loaded.push(extension);
      }
    } catch (error) {
      problems.push({ file: name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { loaded, kinds, problems, digest: loaded.length + kinds.size === 0 ? '' : hash.digest('hex') };
}

/** Is there anything to load? Nothing is run. */
export const hasExtensions = (folder: string): boolean => namesIn(folder).some((name) => !isKindFile(name));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.mjs') || isKindFile(name))
      .sort();
  } catch (error) {
    // No folder, no extensions.
    if (errorCode(error) === null) throw error;
    return [];
  }
}

/** Why a file must not be run; null: it may. */
function refusalOf(file: string): string | null {
  const found = statSync(file);
  if (!found.isFile()) return 'it is no file';
  if (process.platform === 'win32') return null;
  if ((found.mode & 0o022) !== 0) return 'others may write it; take the right away (chmod go-w)';
  return found.uid === process.getuid?.() || found.uid === 0 ? null : 'it belongs to somebody else';
}

async function importExtension(file: string): Promise<Extension> {
  const { mtimeMs } = statSync(file);
  // The time makes a changed file a new module.
  const module = (await import(/* @vite-ignore */ `${pathToFileURL(file).href}?at=${mtimeMs}`)) as {
    default?: unknown;
  };
  const parsed = Extension.safeParse(module.default);
  if (parsed.success) return parsed.data;
  if (module.default === undefined) throw new Error('it has no default export');
  const [first] = policyProblems(module.default, parsed.error.issues, () => []);
  const place = first?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('') ?? '';
  throw new Error(`its default export${place} ${first?.message}`);
}
