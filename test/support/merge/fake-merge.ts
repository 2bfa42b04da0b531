import { ContentHash, ProjectPath } from '../../../src/contract/basics';
import type { FileContent } from '../../../src/contract/basics';
import type { ConflictDocument, ConflictFile, MergeDraft, MergeState } from '../../../src/contract/merge';
import { mergeText } from '../../../src/core/merge/text/regions';
import { renderMarkers } from '../../../src/core/merge/text/markers';
import type { ConflictAnswers } from '../../../src/contract/merge-values';
import type { ResultVerdict, StructuredMerge } from '../../../src/contract/structure';
import { answerMergeQuestion } from '../../../src/engine/merge/structure/answer-merge-question';
import { findAlike } from '../../../src/core/merge/decisions/alike';
import type { OutputOf } from '../../../src/contract/index';
import { failing } from '../fake-bridge';
import type { Answers } from '../fake-bridge';
import type { Sample } from './sample-texts';

/** A stand-in for SHA-256: the same for the same text, different for most others. */
export function fakeHash(text: string): ContentHash {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0;
  return ContentHash.parse(hash.toString(16).padStart(8, '0').repeat(8));
}

export const textContent = (text: string): FileContent => ({
  kind: 'text',
  text,
  traits: { encoding: 'utf-8', eol: 'lf', finalNewline: text.endsWith('\n') },
  hash: fakeHash(text),
  sizeBytes: text.length,
  executable: false,
});

export const absent: FileContent = { kind: 'absent' };

export interface FakeFile {
  readonly file: ConflictFile;
  readonly base: FileContent;
  readonly ours: FileContent;
  readonly theirs: FileContent;
  worktree: FileContent;
}

export function textConflict(path: string, sample: Sample): FakeFile {
  const merge = mergeText(sample);
  const labels = { ours: 'main', base: 'base', theirs: 'feature' };
  const { text } = renderMarkers({ ...sample, regions: merge.regions, result: merge.result, labels });
  return {
    file: {
      path: ProjectPath.parse(path),
      conflict: 'both-modified',
      shape: 'text',
      sentence: 'Both sides changed the same lines.',
      related: [],
      hasDraft: false,
    },
    base: textContent(sample.base),
    ours: textContent(sample.ours),
    theirs: textContent(sample.theirs),
    worktree: textContent(text),
  };
}

export function wholeConflict(
  path: string,
  about: Pick<ConflictFile, 'conflict' | 'shape' | 'sentence'>,
  versions: { readonly base: FileContent; readonly ours: FileContent; readonly theirs: FileContent },
): FakeFile {
  const worktree = versions.ours.kind === 'absent' ? versions.theirs : versions.ours;
  return { file: { ...about, path: ProjectPath.parse(path), related: [], hasDraft: false }, ...versions, worktree };
}

const commit = (subject: string, name: string) => ({
  commit: fakeHash(subject).slice(0, 40),
  subject,
  author: { name, email: `${name.toLowerCase()}@example.net` },
  when: '2024-05-01T10:00:00Z',
});

/** A merge in memory that answers as the engine does; `onChange` is told when its state changed. */
export class FakeMerge {
  readonly files = new Map<string, FakeFile>();
  readonly drafts = new Map<string, MergeDraft>();
  readonly resolved: { readonly path: ProjectPath; readonly text: string }[] = [];
  message: string | null = null;
  isOver = false;
  onChange: () => void = () => {};
  /** True: files are merged by structure too, by the engine's own code. */
  byStructure = false;
  /** What earlier merges decided, and what git's driver did before the window looked. */
  recalled: OutputOf<'decisions.recall'>['recalled'] = [];
  driven: OutputOf<'decisions.by-driver'>['records'] = [];

  constructor(files: readonly FakeFile[], drafts: ReadonlyMap<string, MergeDraft> = new Map()) {
    for (const file of files) this.files.set(file.file.path, file);
    this.drafts = new Map(drafts);
  }

  get state(): MergeState {
    const conflicts = [...this.files.values()].map(({ file }) => file).filter(({ path }) => !this.#isResolved(path));
    const over = this.isOver;
    return {
      progress: over ? 'none' : 'merge',
      title: 'main ← feature',
      sentence: 'The branch feature is being merged into main.',
      ours: { label: 'main', meaning: 'the branch you are on', commit: fakeHash('ours').slice(0, 40) },
      theirs: { label: 'feature', meaning: 'the branch that is merged', commit: fakeHash('theirs').slice(0, 40) },
      conflicts: over ? [] : conflicts,
      resolved: over ? [] : this.resolved.map(({ path }) => path),
      message: 'Merge branch feature into main\n',
      step: null,
      canComplete: conflicts.length === 0,
      canAbort: !over,
      completeLabel: 'Commit the merge',
    };
  }

  answers(): Answers {
    return {
      'merge.state': () => this.state,
      'merge.open-file': ({ path }) => this.#open(path) ?? failing({ code: 'file-missing', path }),
      'structure.open': ({ path, answers }) => this.#plan(path, answers),
      'structure.check': ({ path, text, answers }) => this.#check(path, text, answers),
      'structure.trace': ({ at }) => ({
        ours: [commit(`Change ${at.at(-1) ?? 'it'} for the new rack`, 'Ada')],
        theirs: [commit(`Move ${at.at(-1) ?? 'it'} out of the old range`, 'Linus')],
      }),
      'decisions.recall': () => ({ recalled: this.recalled }),
      'decisions.by-driver': () => ({ records: this.driven }),
      'decisions.alike': ({ path, conflictId, choice }) => {
        const all = [...this.files.keys()].flatMap((one) => {
          const plan = this.#plan(one, {});
          const questions = plan.kind === 'structure' ? plan.questions : [];
          return questions.flatMap(({ conflicts }) => conflicts.map((conflict) => ({ path: one, conflict })));
        });
        const chosen = all.find((one) => one.path === path && one.conflict.id === conflictId);
        if (chosen === undefined) return failing({ code: 'state-changed-since', what: path });
        const alike = findAlike(chosen, choice, all).map((one) => ({ ...one, path: ProjectPath.parse(one.path) }));
        return { alike, looked: all.length };
      },
      'structure.review': () => ({ files: [], looked: 0 }),
      'structure.apply': ({ files }) => {
        for (const { path } of files) {
          const plan = this.#plan(path, {});
          if (plan.kind !== 'structure') return failing({ code: 'state-changed-since', what: path });
          this.resolved.push({ path, text: plan.texts.base });
        }
        return this.#receipt(`Resolved ${files.length} files by structure`);
      },
      'merge.save-draft': ({ path, projectId: _, ...draft }) => {
        const savedAt = '2024-05-01T10:00:00Z';
        this.drafts.set(path, { ...draft, savedAt });
        return { savedAt };
      },
      'merge.resolve-text': ({ path, text, worktree, allowMarkers }) => {
        const file = this.files.get(path);
        if (file?.worktree.kind === 'text' && file.worktree.hash !== worktree) {
          return failing({ code: 'file-changed-since', path, paths: [path] });
        }
        const marker = text.split('\n').findIndex((line) => line.startsWith('<<<<<<<'));
        if (marker >= 0 && !allowMarkers) return failing({ code: 'markers-remain', path, line: marker + 1 });
        return this.#resolve(path, text);
      },
      'merge.resolve-whole': ({ path, choice }) => this.#resolve(path, choice),
      'merge.reopen-file': ({ path }) => {
        this.resolved.splice(
          this.resolved.findIndex((one) => one.path === path),
          1,
        );
        return this.#receipt(`Opened ${path} again`);
      },
      'merge.complete': ({ message }) => {
        this.message = message;
        this.isOver = true;
        return { ...this.#receipt('Committed the merge'), finished: true };
      },
      'merge.abort': () => {
        this.isOver = true;
        return this.#receipt('Aborted the merge');
      },
      'operations.undo': () => {
        if (this.isOver) this.isOver = false;
        else this.resolved.pop();
        return this.#receipt('Undid the last operation');
      },
    };
  }

  /** What another tool does to a file. */
  writeOutside(path: string, text: string): void {
    const file = this.files.get(path);
    if (file !== undefined) file.worktree = textContent(text);
    this.onChange();
  }

  #isResolved(path: string): boolean {
    return this.resolved.some((one) => one.path === path);
  }

  #open(path: string): ConflictDocument | null {
    const known = this.files.get(path);
    if (known === undefined) return null;
    return {
      ...known,
      oursLabel: 'main',
      theirsLabel: 'feature',
      baseLabel: 'a1b2c3d',
      oursCommits: [commit('Give the server its own subnet', 'Ada'), commit('Renumber the default VLAN', 'Ada')],
      theirsCommits: [commit('Prepare the second rack', 'Linus')],
      draft: this.drafts.get(path) ?? null,
    };
  }

  #texts(path: string): { path: string; base: string; ours: string; theirs: string } | null {
    const known = this.files.get(path);
    if (known?.ours.kind !== 'text' || known.theirs.kind !== 'text') return null;
    const base = known.base.kind === 'text' ? known.base.text : '';
    return { path, base, ours: known.ours.text, theirs: known.theirs.text };
  }

  #plan(path: string, answers: ConflictAnswers): StructuredMerge {
    const texts = this.byStructure ? this.#texts(path) : null;
    if (texts !== null) return answerMergeQuestion('plan', { ...texts, policyText: null, answers }) as StructuredMerge;
    const proof = { passed: true, checks: [] };
    return { kind: 'lines', reason: 'this fake knows lines only', decisions: [], notices: [], fallbacks: [], proof };
  }

  #check(path: string, text: string, answers: ConflictAnswers): ResultVerdict {
    const texts = this.byStructure ? this.#texts(path) : null;
    if (texts === null) return { findings: [], held: [], unchecked: 'this fake knows lines only' };
    return answerMergeQuestion('check', { ...texts, policyText: null, text, answers }) as ResultVerdict;
  }

  #resolve(path: ProjectPath, text: string) {
    this.resolved.push({ path, text });
    return this.#receipt(`Resolved ${path}`);
  }

  #receipt(title: string) {
    setTimeout(() => this.onChange(), 0);
    return { operationId: `op-${title}`, title, undoable: true, changedPaths: [] };
  }
}
