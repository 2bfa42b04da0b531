import { installGroup, installKindOf } from '../kinds';
import type { FabricModel } from './fabric-model';
import { parentOf } from './fabric-roots';
import type { ModelFile, Resource } from './model-file';
import { resourcesOf } from './model-file';
import { remember } from './remember';

/** What the installer reads together: its configuration and the nodes, which lie in one folder (mostly one `fab.yaml`). */
export interface Installation {
  /** One, when all is well. */
  readonly fabricators: readonly Resource[];
  readonly controlNodes: readonly Resource[];
  readonly fabNodes: readonly Resource[];
  /** Of the installer's group, of no kind that it knows. */
  readonly strangers: readonly Resource[];
}

const installResources = remember((file: ModelFile): readonly Resource[] =>
  resourcesOf(file).filter(({ id, document }) => document.refused === null && id.group === installGroup),
);

/** The installations that a repository describes, by folder. */
export function installationsOf(model: FabricModel): Installation[] {
  const folders = new Map<string, Resource[]>();
  for (const file of model.files.values()) {
    const own = installResources(file);
    if (own.length === 0) continue;
    const folder = parentOf(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), ...own]);
  }
  return [...folders.values()].map((resources) => {
    const ofKind = (kind: string): Resource[] => resources.filter(({ id }) => id.kind === kind);
    return {
      fabricators: ofKind('Fabricator'),
      controlNodes: ofKind('ControlNode'),
      fabNodes: ofKind('FabNode'),
      strangers: resources.filter(({ id }) => installKindOf(id.group, id.kind) === null),
    };
  });
}
