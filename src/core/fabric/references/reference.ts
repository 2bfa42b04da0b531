import type { KindName } from '../kinds';
import type { Resource } from '../model/model-file';

/** How the name is written where it stands; a rename has to write it back the same way. */
export type ReferenceForm =
  /** The text is the name. */
  | 'name'
  /** `<vpc>/<subnet>`, or the VPC alone. */
  | 'vpc/subnet'
  /** `<device>/<port>`. */
  | 'device/port'
  /** The key of a mapping is the name. */
  | 'key'
  /** The key, or the text, is `ext.<external>`. */
  | 'ext-key'
  | 'ext-name'
  /** The text is the name of a part of the target (a subnet, an interface). */
  | 'part';

/** One place where a resource names another, or a part of it. */
export interface Reference {
  readonly from: Resource;
  /** Where the text stands in the document; for keys, the path of the entry. */
  readonly path: readonly (string | number)[];
  readonly form: ReferenceForm;
  readonly kind: KindName;
  readonly name: string;
  /** A subnet of a VPC, or a port of a device; null when only the resource is meant. */
  readonly part: string | null;
  /** The text as it stands. */
  readonly text: string;
  /** Nobody upstream checks this one, although it is a reference. */
  readonly unchecked?: true;
}
