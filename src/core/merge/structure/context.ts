import type { YamlNode } from '../../yaml/nodes';
import type { MergePolicy } from '../lists/list-policy';
import type {
  ConflictAlternative,
  ConflictChoice,
  ConflictReason,
  MergeConflict,
  MergeDecision,
  MergeNotice,
  MergePath,
  SideName,
  VersionName,
} from '../model';
import { Canon } from './canon';
import { dedent } from './indent';
import type { Version } from './version';

export type Versions = Readonly<Record<VersionName, Version>>;

/** How open conflicts are shown in a rendering: as one version has them. */
export type Rendering = VersionName;

/** `suggested`: as the first alternative says. `together`: with the changes of both sides, where that is an answer. */
export type AnyRendering = Rendering | 'suggested' | 'together';

export interface ConflictDraft {
  readonly reason: ConflictReason;
  readonly tier: 'suggest' | 'ask';
  readonly path: MergePath;
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly why: string;
  /** Most likely first; ours and theirs are added when missing. */
  readonly alternatives: readonly ConflictAlternative[];
}

export interface ContextOptions {
  readonly versions: Versions;
  readonly file: string;
  readonly kind: string | null;
  readonly resource: string | null;
  readonly policy: MergePolicy;
  readonly choices: Readonly<Record<string, ConflictChoice>>;
  readonly rendering: AnyRendering;
  readonly canon?: Canon;
}

/** What one rendering of one document knows and writes down. */
export class MergeContext {
  readonly canon: Canon;
  readonly conflicts: MergeConflict[] = [];
  readonly decisions: MergeDecision[] = [];
  readonly notices: MergeNotice[] = [];
  /** A person wrote a value by hand, so that the expected data is not known. */
  handWritten = false;

  constructor(readonly options: ContextOptions) {
    this.canon = options.canon ?? new Canon();
  }

  get versions(): Versions {
    return this.options.versions;
  }

  /** Writes the conflict down and says how it is shown: as the person chose, else as this rendering shows open ones. */
  ask(draft: ConflictDraft): ConflictChoice {
    const conflict = this.complete(draft);
    const chosen = this.options.choices[conflict.id];
    if (chosen === undefined) {
      this.conflicts.push(conflict);
      const { rendering } = this.options;
      if (rendering === 'together') return 'both';
      return this.noted(rendering === 'suggested' ? (conflict.alternatives[0]?.choice ?? 'ours') : rendering);
    }
    const took = chosen === 'ours' || chosen === 'theirs' ? chosen : 'merged';
    this.decided(draft.path, `a person's choice: ${conflict.reason}`, took);
    return this.noted(chosen);
  }

  private noted(choice: ConflictChoice): ConflictChoice {
    if (typeof choice === 'object') this.handWritten = true;
    return choice;
  }

  /** For {@link rewind}: what was written down so far. */
  mark(): readonly [number, number, number] {
    return [this.conflicts.length, this.decisions.length, this.notices.length];
  }

  /** Forgets what an attempt wrote down that came to nothing. */
  rewind([conflicts, decisions, notices]: readonly [number, number, number]): void {
    this.conflicts.length = conflicts;
    this.decisions.length = decisions;
    this.notices.length = notices;
  }

  decided(path: MergePath, rule: string, took: MergeDecision['took']): void {
    this.decisions.push({ resource: this.options.resource, path, rule, took });
  }

  notice(path: MergePath, sentence: string): void {
    this.notices.push({ resource: this.options.resource, path, sentence });
  }

  /** A node as it is written, without indentation. */
  source(side: VersionName, node: YamlNode | null | undefined): string | null {
    if (!node) return null;
    const { text } = this.versions[side];
    const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
    return dedent(' '.repeat(node.start - lineStart) + text.slice(node.start, node.end));
  }

  private complete(draft: ConflictDraft): MergeConflict {
    const place = [this.options.resource ?? this.options.file, pathText(draft.path), draft.reason].join(' · ');
    const count = this.conflicts.filter((other) => other.id === place || other.id.startsWith(`${place} #`)).length;
    const id = count === 0 ? place : `${place} #${count + 1}`;
    const alternatives = [...draft.alternatives];
    for (const side of ['ours', 'theirs'] as const) {
      if (!alternatives.some((known) => known.choice === side)) alternatives.push(takeSide(side, draft[side]));
    }
    const level = draft.reason === 'text' ? 'text' : draft.reason === 'rule-broken' ? 'semantic' : 'structure';
    return { ...draft, id, level, resource: this.options.resource, alternatives };
  }
}

function takeSide(side: SideName, value: string | null, why = ''): ConflictAlternative {
  const name = side === 'ours' ? 'ours' : 'theirs';
  return { choice: side, label: value === null ? `Remove it, as ${name}` : `Take ${name}`, why };
}

/** `spec.subnets.red.vlan`, `spec.links[sw1/E1].ip`; keys that hold dots are quoted. */
export function pathText(path: MergePath): string {
  let text = '';
  for (const step of path) {
    if (step.startsWith('[')) text += step;
    else text += (text === '' ? '' : '.') + (/^[\w/-]+$/.test(step) ? step : JSON.stringify(step));
  }
  return text;
}
