import type { FabricModel } from '../../../core/fabric/model/fabric-model';
import type { Finding } from '../../../core/fabric/rules/finding';
import { decodeText } from '../../files/text-traits';
import type { PlaceMemory } from './place-memory';

/** One state of the repository: its model, what the rules say of it, and a way to its texts. */
export interface Snapshot {
  /** Different for different states; equal ones give equal answers. */
  readonly generation: number;
  readonly model: FabricModel;
  readonly policy: { readonly present: boolean; readonly problems: readonly string[] };
  findings(): readonly Finding[];
  /** Are the findings known already? */
  isJudged(): boolean;
  /** Places that were found before, in this moment or another. */
  readonly places: PlaceMemory;
  /** The bytes that a file of the model was read from; null when they are not to be had any more. */
  bytes(path: string): Promise<Uint8Array | null>;
}

/** A file's text, with `\n` at the ends of lines; null when it is no text or not there. */
export async function textOf(snapshot: Snapshot, path: string): Promise<string | null> {
  const bytes = await snapshot.bytes(path);
  return bytes === null ? null : (decodeText(bytes)?.text ?? null);
}
