import type { InstallKindName, KindName } from '../kinds';
import type { Fabric } from '../model/fabric-model';
import type { Installation } from '../model/installations';
import type { ModelDocument, ModelFile, Resource } from '../model/model-file';
import type { Policy } from '../policy/policy';
import type { FabricSettings } from '../policy/fabric-settings';
import type { ValuePath } from '../schema/check-value';
import type { Finding, Severity } from './finding';

export type DraftEdit = { readonly at: ValuePath; readonly in?: Resource } & (
  | { readonly action: 'set'; readonly value: unknown }
  | { readonly action: 'delete' }
  | { readonly action: 'rename-key'; readonly to: string }
);

/** What a rule says about one resource or document; the runner adds where it stands. */
export interface Draft {
  readonly at: ValuePath;
  readonly message: string;
  readonly onKey?: boolean;
  /** Other resources that have to do with it, with the place in each and a few words. */
  readonly related?: readonly { readonly resource: Resource; readonly at: ValuePath; readonly message: string }[];
  readonly fix?: { readonly title: string; readonly edits: readonly DraftEdit[] };
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly position?: Finding['position'];
}

/** A draft together with the resource that it is about, for rules that look at many. */
export interface PlacedDraft extends Draft {
  readonly resource: Resource;
}

export interface RuleFacts {
  /** Stable: policies name it. */
  readonly id: string;
  /** Numbers in the table of upstream rules; empty for lints of our own. */
  readonly numbers: readonly number[];
  /** Empty: every kind. */
  readonly kinds: readonly (KindName | InstallKindName)[];
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly title: string;
  /** Who asks for it, for instance `fabric v0.126, VPC.Validate`. */
  readonly source: string;
}

/** What a rule may look at besides the resource. */
export interface OwnContext {
  /** Of the fabric directory; empty for the top of the repository and outside of all. */
  readonly root: string;
  readonly settings: FabricSettings;
  readonly policy: Policy;
}

/** Two moments of one fabric: what is about to change, and into what. */
export interface FabricChange {
  readonly before: Fabric;
  readonly after: Fabric;
}

/**
 * A rule. `looksAt` says what its answer depends on, and so how long it can be remembered: `resource` on the
 * resource and the policy, `links` also on resources that it looks up by kind and name, `fabric` on all, `document` on one document of a file,
 * `change` on two moments, `installation` on the installer's own resources of one folder.
 */
export type Rule = RuleFacts &
  (
    | { readonly looksAt: 'resource'; readonly check: (resource: Resource, context: OwnContext) => readonly Draft[] }
    | { readonly looksAt: 'links'; readonly check: (resource: Resource, fabric: Fabric) => readonly Draft[] }
    | { readonly looksAt: 'fabric'; readonly check: (fabric: Fabric) => readonly PlacedDraft[] }
    | {
        readonly looksAt: 'document';
        readonly check: (document: ModelDocument, file: ModelFile, context: OwnContext) => readonly Draft[];
      }
    | { readonly looksAt: 'change'; readonly check: (change: FabricChange) => readonly PlacedDraft[] }
    | { readonly looksAt: 'installation'; readonly check: (installation: Installation) => readonly PlacedDraft[] }
  );

export type ResourceRule = Extract<Rule, { looksAt: 'resource' }>;
export type LinkRule = Extract<Rule, { looksAt: 'links' }>;
export type FabricRule = Extract<Rule, { looksAt: 'fabric' }>;
export type DocumentRule = Extract<Rule, { looksAt: 'document' }>;
export type ChangeRule = Extract<Rule, { looksAt: 'change' }>;
export type InstallationRule = Extract<Rule, { looksAt: 'installation' }>;
