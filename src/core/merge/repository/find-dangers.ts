import type { Policy } from '../../fabric/policy/policy';
import type { ResourceChange } from '../gate/invariants';
import type { Danger } from './danger';
import { DocumentReader } from '../structure/document-reader';
import { followMoves } from './follow-moves';
import { missingFiles } from './missing-files';
import type { RepositoryVersions, Files } from './repository-versions';
import { isYamlPath } from './repository-versions';
import type { ResourceIndex } from './resource-index';
import { indexResources, nameOf } from './resource-index';
import type { FourModels } from './semantic-conflicts';
import { ModelReader, semanticConflicts } from './semantic-conflicts';
import { structuralDangers } from './structural-dangers';

export interface MergedVersions {
  readonly versions: RepositoryVersions;
  /** The merged tree: files as they are about to be committed, at least all that a side changed. */
  readonly merged: Files;
  readonly policy?: Policy;
  /** Where texts of these versions were read before. */
  readonly models?: ModelReader;
}

/**
 * Everything in a merged tree that only the combination brought about, whoever merged it. Give it whole versions to
 * have references judged; with changed files only, what they say among each other is judged.
 */
export function findDangers({ versions, merged, policy, models: read = new ModelReader() }: MergedVersions): Danger[] {
  const reader = new DocumentReader();
  const { versions: followed } = followMoves(versions, reader);
  const met = [...merged].filter(
    ([path, text]) => isYamlPath(path) && text !== followed.ours.get(path) && text !== followed.theirs.get(path),
  );
  const models: FourModels = {
    base: read.model(versions.base, policy),
    ours: read.model(versions.ours, policy),
    theirs: read.model(versions.theirs, policy),
    result: read.model(merged, policy),
  };
  return [
    ...met.flatMap(([path]) => structuralDangers(path, followed, merged, reader)),
    ...doubledResources(versions, merged, reader),
    ...missingFiles(versions, merged, reader),
    ...semanticConflicts(models)
      .filter(({ rule }) => !OF_STRUCTURE.has(rule))
      .map((conflict): Danger => {
        const [place] = conflict.places;
        return {
          kind:
            conflict.rule === 'named-resource' || conflict.rule === 'named-part' ? 'dangling-reference' : 'collision',
          path: place?.file ?? '',
          resource: place?.resource ?? null,
          at: place?.path ?? [],
          sentence: conflict.sentence,
          causes: conflict.causes,
          candidates: conflict.candidates,
        };
      }),
  ];
}

/** Rules that say again what the structure shows, with less. */
const OF_STRUCTURE: ReadonlySet<string> = new Set(['one-copy', 'readable']);

function doubledResources(versions: RepositoryVersions, merged: Files, reader: DocumentReader): Danger[] {
  const [ours, theirs] = [indexResources(versions.ours, reader), indexResources(versions.theirs, reader)];
  const base = indexResources(versions.base, reader);
  const times = (index: ResourceIndex, key: string): number =>
    index.doubled.get(key)?.length ?? (index.byKey.has(key) ? 1 : 0);
  return [...indexResources(merged, reader).doubled].flatMap(([key, places]): Danger[] => {
    const last = places.at(-1);
    if (!last || places.length <= Math.max(times(ours, key), times(theirs, key))) return [];
    const name = nameOf(last.identity);
    const what = times(base, key) === 0 ? 'added' : 'changed';
    const causes = (['ours', 'theirs'] as const).map((side): ResourceChange => {
      const own = (side === 'ours' ? ours : theirs).byKey.get(key);
      return { side, resource: key, name, file: own?.path ?? last.path, what };
    });
    const others = [...new Set(places.slice(0, -1).map(({ path }) => path))].join(', ');
    return [
      {
        kind: 'duplicate-resource',
        path: last.path,
        resource: name,
        at: [],
        sentence: `${name} stands here and in ${others}.`,
        causes,
        candidates: [],
      },
    ];
  });
}
