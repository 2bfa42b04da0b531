import type { Fabric, FabricModel } from '../../../../src/core/fabric/model/fabric-model';
import { buildModel } from '../../../../src/core/fabric/model/fabric-model';
import type { ModelFile } from '../../../../src/core/fabric/model/model-file';
import { readModelFile } from '../../../../src/core/fabric/model/model-file';
import type { Policy } from '../../../../src/core/fabric/policy/policy';
import { defaultPolicy } from '../../../../src/core/fabric/policy/policy';

const known = new Map<string, ModelFile>();

/** Reads one file as the engine would, each text once. The hash is the text itself: equal bytes, equal hash. */
export function fileOf(path: string, text: string): ModelFile {
  const key = `${path}\n${text}`;
  const file = known.get(key) ?? readModelFile(path, text, `hash:${text}`);
  known.set(key, file);
  return file;
}

/** A model of files given as path → text. */
export const modelOf = (files: Readonly<Record<string, string>>, policy: Policy = defaultPolicy): FabricModel =>
  buildModel(
    Object.entries(files).map(([path, text]) => fileOf(path, text)),
    policy,
  );

/** The one fabric of files that make exactly one. */
export function fabricOf(files: Readonly<Record<string, string>>, policy: Policy = defaultPolicy): Fabric {
  const { fabrics } = modelOf(files, policy);
  if (fabrics.length !== 1) throw new Error(`expected one fabric, found ${fabrics.map((one) => one.root).join()}`);
  return fabrics[0]!;
}
