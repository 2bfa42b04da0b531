import type { YamlDocument } from '../../yaml/documents';
import type { YamlNode } from '../../yaml/nodes';
import type { VersionName } from '../model';
import type { Tally } from './tally';
import { tally } from './tally';

/** Lists whose entries are files or folders that the build reads. */
const LOADED = ['resources', 'bases', 'components', 'crds', 'configurations', 'generators', 'transformers'];
/** Lists whose entries make or change something under a name. */
const NAMED = ['configMapGenerator', 'secretGenerator', 'images', 'replicas', 'helmCharts'];

export const isKustomization = (file: string): boolean => /(?:^|\/)[Kk]ustomization(?:\.ya?ml)?$/.test(file);

/**
 * What a kustomization builds from is not what the sides say: a file that would be read twice, which the build
 * refuses, or one that both sides read and the result does not. `./a/` and `a` are one file.
 */
export function buildDifferences(
  documents: Readonly<Record<VersionName | 'result', readonly YamlDocument[]>>,
  mayLose: boolean,
): string[] {
  const [ours, theirs, result] = [documents.ours, documents.theirs, documents.result].map(sourcesOf) as [
    Tally,
    Tally,
    Tally,
  ];
  const twice = [...result]
    .filter(([source, times]) => times > Math.max(1, ours.get(source) ?? 0, theirs.get(source) ?? 0))
    .map(([source, times]) => `${source} stands ${times} times in what is built`);
  const lost = [...ours.keys()]
    .filter((source) => theirs.has(source) && !result.has(source))
    .map((source) => `${source} is no longer built, though both sides have it`);
  return mayLose ? twice : [...twice, ...lost];
}

function sourcesOf(documents: readonly YamlDocument[]): Tally {
  const found: string[] = [];
  for (const { root } of documents) {
    if (root?.kind !== 'map') continue;
    for (const { key, value } of root.entries) {
      if (value.kind !== 'list') continue;
      for (const item of value.items) {
        const source = LOADED.includes(key) ? pathOf(item.value) : NAMED.includes(key) ? nameOf(item.value) : null;
        if (source !== null) found.push(`${key} ${source}`);
      }
    }
  }
  return tally(found);
}

const pathOf = (node: YamlNode): string | null =>
  node.kind === 'scalar' && !node.content.includes('\n') ? normalPath(node.content) : null;

/** `./a/`, `b/../a` and `a` are one path; addresses with `://` or `?` stay as they are. */
function normalPath(path: string): string {
  if (/:\/\/|\?/.test(path)) return path.replace(/\/+$/, '');
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return (path.startsWith('/') ? '/' : '') + steps.join('/');
}

function nameOf(node: YamlNode): string | null {
  if (node.kind !== 'map') return null;
  const part = (key: string): string => {
    const value = node.entries.find((entry) => entry.key === key)?.value;
    return value?.kind === 'scalar' ? value.content : '';
  };
  const name = part('name');
  return name === '' ? null : [part('namespace'), name, part('releaseName')].filter((one) => one !== '').join('/');
}
