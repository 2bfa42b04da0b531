import { toValue } from '../../yaml/documents';
import type { DocumentReader } from '../structure/document-reader';
import type { ResourceChange } from '../gate/invariants';
import type { Danger } from './danger';
import type { Files, RepositoryVersions } from './repository-versions';

/**
 * Files that others name and that are gone after the merge although a side has them: entries of kustomizations, and
 * values that the templates of a chart use.
 */
export function missingFiles(versions: RepositoryVersions, merged: Files, reader: DocumentReader): Danger[] {
  return [...merged].flatMap(([path, text]) => {
    if (/(?:^|\/)kustomization\.ya?ml$/i.test(path)) return missingEntries(path, text, versions, merged, reader);
    if (/(?:^|\/)values\.ya?ml$/i.test(path)) return missingValues(path, versions, merged, reader);
    return [];
  });
}

const LISTS = ['resources', 'bases', 'components', 'crds', 'patchesStrategicMerge', 'generators', 'transformers'];

function missingEntries(
  path: string,
  text: string,
  versions: RepositoryVersions,
  merged: Files,
  reader: DocumentReader,
): Danger[] {
  const names = entriesOf(text, reader);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return names.flatMap((name): Danger[] => {
    const target = resolved(folder, name);
    if (target === null || exists(merged, target)) return [];
    const had = (['ours', 'theirs'] as const).filter((side) => exists(versions[side], target));
    if (had.length !== 1) return [];
    const remover = had[0] === 'ours' ? 'theirs' : 'ours';
    const keeper = had[0] ?? 'ours';
    return [
      {
        kind: 'missing-file',
        path,
        resource: null,
        at: [],
        sentence: `${name} is named here, and ${target} is gone.`,
        causes: [cause(remover, target, 'removed'), cause(keeper, path, 'changed')],
        candidates: [],
      },
    ];
  });
}

const cause = (side: ResourceChange['side'], file: string, what: ResourceChange['what']): ResourceChange => ({
  side,
  resource: file,
  name: file,
  file,
  what,
});

function entriesOf(text: string, reader: DocumentReader): string[] {
  return reader.parts(text).flatMap((part) => {
    const value = toValue(part.read());
    if (!value.ok || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value)) return [];
    const fields = value.value as Readonly<Record<string, unknown>>;
    return LISTS.flatMap((list) => {
      const entries = fields[list];
      return Array.isArray(entries) ? entries.filter((entry): entry is string => typeof entry === 'string') : [];
    });
  });
}

/** The path that an entry means; null for addresses and for what leads out of the repository. */
function resolved(folder: string, name: string): string | null {
  if (name.includes('://') || name.includes('\n') || /^[\w.-]+@|^github\.com\//.test(name)) return null;
  const steps: string[] = [];
  for (const step of `${folder}${name}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join('/');
}

const exists = (files: Files, target: string): boolean =>
  files.has(target) || [...files.keys()].some((path) => path.startsWith(`${target}/`));

function missingValues(path: string, versions: RepositoryVersions, merged: Files, reader: DocumentReader): Danger[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const keys = (files: Files): Set<string> => keysOf(files.get(path) ?? '', reader);
  const [before, own, other, now] = [keys(versions.base), keys(versions.ours), keys(versions.theirs), keys(merged)];
  const gone = [...new Set([...before, ...own, ...other])].filter((key) => !now.has(key));
  if (gone.length === 0) return [];
  return [...merged].flatMap(([template, text]) => {
    if (!template.startsWith(`${folder}templates/`)) return [];
    const used = new Set([...text.matchAll(/\.Values\.([\w.]+)/g)].map(([, key]) => key ?? ''));
    return gone.flatMap((key): Danger[] => {
      const uses = (files: Files): boolean =>
        new RegExp(`\\.Values\\.${key.replaceAll('.', '\\.')}\\b`).test(files.get(template) ?? '');
      if (!used.has(key)) return [];
      // Who still has the key uses it rightly; only a use beside a missing key is wrong, and a side may have it so already.
      if ((!own.has(key) && uses(versions.ours)) || (!other.has(key) && uses(versions.theirs))) return [];
      const remover = own.has(key) ? 'theirs' : 'ours';
      return [
        {
          kind: 'dangling-reference',
          path: template,
          resource: null,
          at: [],
          sentence: `The template uses .Values.${key}, which ${path} does not have any more.`,
          causes: [cause(remover, path, 'changed'), cause(remover === 'ours' ? 'theirs' : 'ours', template, 'changed')],
          candidates: [],
        },
      ];
    });
  });
}

function keysOf(text: string, reader: DocumentReader): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, item] of Object.entries(value)) {
      const own = path === '' ? key : `${path}.${key}`;
      found.add(own);
      visit(item, own);
    }
  };
  for (const part of reader.parts(text)) {
    const value = toValue(part.read());
    if (value.ok) visit(value.value, '');
  }
  return found;
}
