import type { YamlDocument } from '../../yaml/documents';
import { readDocuments, toValue } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import type { TextRange } from '../../yaml/split';
import type { TextChange } from './comment-out';
import { disableDocument, enableDocument, isOurs } from './comment-out';
import { addAnnotations, appendToList, editDocument } from './edit-document';
import { ownComments, ownShare, ownText, withoutOwn } from './own-share';
import type { PlanStep } from './plan-step';

/** What became of a plan: the new texts (null: the file is gone) of changed files only, and steps not done. */
export interface Applied {
  readonly files: ReadonlyMap<string, string | null>;
  readonly refused: readonly { readonly step: PlanStep; readonly reason: string }[];
  /** How many lines of comments around its content go with a deleted document. */
  readonly comments: ReadonlyMap<PlanStep, number>;
}

/** Joins a document to the end of a file, where the mark of its own file's start would be read as a letter. */
function appended(text: string, moved: string): string {
  if (text.trim() === '') return text + moved;
  const added = moved.replace(/^\uFEFF/, '');
  const newline = /\r\n/.test(text) ? '\r\n' : '\n';
  const open = text.endsWith('\n') ? '' : newline;
  // Directives may follow a document only behind the mark of its end.
  const directives = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/.test(added);
  const separated = directives || /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*---/.test(added);
  return `${text}${open}${directives ? `...${newline}` : separated ? '' : `---${newline}`}${added}`;
}

const holdsNothing = (text: string): boolean => /^\uFEFF?(\s|---[ \t]*\r?\n|---[ \t]*$|\.\.\.[ \t]*\r?\n)*$/.test(text);

class Application {
  private readonly texts: Map<string, string | null>;
  private readonly touched = new Set<string>();
  private readonly read = new Map<string, { text: string; documents: readonly YamlDocument[]; whole: boolean }>();
  private readonly carried = new Map<Going, string>();
  private readonly comments = new Map<PlanStep, number>();
  readonly refused: { step: PlanStep; reason: string }[] = [];

  constructor(private readonly originals: ReadonlyMap<string, string>) {
    this.texts = new Map(originals);
  }

  result(): Applied {
    const files = new Map([...this.touched].sort().map((path) => [path, this.texts.get(path) ?? null] as const));
    return { files, refused: this.refused, comments: this.comments };
  }

  /** `until`: the documents before this one stand where they stood, so they need not be read again. */
  private put(path: string, text: string | null, until = 0): void {
    const known = this.read.get(path);
    if (known && text !== null && known.text === this.texts.get(path))
      this.read.set(path, { text, documents: known.documents.slice(0, until), whole: false });
    else this.read.delete(path);
    this.texts.set(path, text);
    this.touched.add(path);
  }

  private documentAt(path: string, text: string, index: number): YamlDocument | undefined {
    const known = this.read.get(path);
    if (known?.text === text && (known.whole || index < known.documents.length)) return known.documents[index];
    const documents = readDocuments(text);
    this.read.set(path, { text, documents, whole: true });
    return documents[index];
  }

  private document(
    path: string,
    index: number,
    expect: string | null,
  ): { text: string; document: YamlDocument } | string {
    const text = this.texts.get(path) ?? null;
    if (text === null) return `${path} is not there`;
    const document = this.documentAt(path, text, index);
    if (!document) return `${path} has no document ${index + 1}; items of a List are changed by hand`;
    if (expect !== null && (document.identity === null || identityKey(document.identity) !== expect))
      return `document ${index + 1} of ${path} is another one by now`;
    return { text, document };
  }

  run(step: PlanStep): void {
    const reason = this.perform(step);
    if (reason !== null) this.refused.push({ step, reason });
  }

  /** Edits that were refused, once more: another edit may have reached their place through an alias. */
  again(): void {
    const steps = this.refused.map(({ step }) => step);
    if (!steps.some(({ action }) => action === 'edit')) return;
    this.refused.length = 0;
    for (const step of steps) this.run(step);
  }

  private change(path: string, change: TextChange, until = 0): string | null {
    if (!change.ok) return change.reason;
    if (isJsonPath(path) && !isJson(change.text)) return `${path} is JSON, which this would break; change it by hand`;
    if (change.text !== this.texts.get(path)) this.put(path, change.text, until);
    return null;
  }

  /** Changes the text of one document in its file. */
  private inDocument(
    path: string,
    index: number,
    expect: string | null,
    work: (text: string, document: YamlDocument) => TextChange,
  ): string | null {
    const found = this.document(path, index, expect);
    return typeof found === 'string' ? found : this.change(path, work(found.text, found.document), index);
  }

  private perform(step: PlanStep): string | null {
    switch (step.action) {
      case 'create-file':
        if ((this.texts.get(step.path) ?? null) !== null) return `${step.path} exists already`;
        this.put(step.path, step.text);
        return null;
      case 'delete-file':
        if ((this.texts.get(step.path) ?? null) === null) return `${step.path} is not there`;
        this.put(step.path, null);
        return null;
      case 'rename-file':
        return this.rename(step.path, step.to);
      case 'copy-file': {
        const original = this.originals.get(step.path);
        if (original === undefined) return `${step.path} is not there`;
        if ((this.texts.get(step.to) ?? null) !== null) return `${step.to} exists already`;
        this.put(step.to, original);
        return null;
      }
      case 'enable':
        return this.inDocument(step.path, step.document, null, (text, document) => {
          const entry = document.disabled[step.place];
          return entry && identityKey(entry.identity) === step.expect
            ? broughtBack(text, entry.range, step.expect)
            : { ok: false, reason: `document ${step.document + 1} of ${step.path} has no such comment by now` };
        });
      case 'edit': {
        const { edit } = step;
        return this.inDocument(edit.path, edit.document, step.expect, (text, document) =>
          editDocument(text, document, edit),
        );
      }
      case 'annotate':
        return this.inDocument(step.path, step.document, step.expect, (text, document) =>
          addAnnotations(text, document, step.annotations),
        );
      case 'append':
        return this.inDocument(step.path, step.document, null, (text, document) =>
          appendToList(text, document, step.at, step.value),
        );
      case 'disable':
        return this.inDocument(step.path, step.document, step.expect, (text, document) =>
          disableDocument(text, document, step.reason),
        );
      case 'delete':
      case 'move':
        return this.take(step);
    }
  }

  private rename(path: string, to: string): string | null {
    const text = this.texts.get(path) ?? null;
    if (text === null) return `${path} is not there`;
    if ((this.texts.get(to) ?? null) !== null) return `${to} exists already`;
    this.put(path, null);
    this.put(to, text);
    return null;
  }

  /** Takes a document out of its file; what a move carries is put down later, by `putDown`. */
  private take(step: Going): string | null {
    const found = this.document(step.path, step.document, step.expect);
    if (typeof found === 'string') return found;
    if (step.action === 'move' && step.to === step.path) return 'it is there already';
    if (step.action === 'move' && isJsonPath(step.to))
      return `${step.to} would be JSON, into which no document is moved`;
    const own = ownShare(found.text, found.document);
    if (!own.ok) return own.reason;
    const rest = withoutOwn(found.text, found.document, own);
    if (step.action === 'delete') this.comments.set(step, ownComments(found.text, found.document, own.range));
    if (step.action === 'move') {
      // A document that is a whole file moves byte by byte.
      const text = rest === '' ? found.text : ownText(found.text, found.document, own.range);
      const carried = step.disable === undefined ? { ok: true as const, text } : commentedOut(text, step.disable);
      if (!carried.ok) return carried.reason;
      this.carried.set(step, carried.text);
    }
    this.put(step.path, holdsNothing(rest) ? null : rest, step.document);
    return null;
  }

  putDown(step: Going): void {
    const text = this.carried.get(step);
    if (text === undefined || step.action !== 'move') return;
    const target = this.texts.get(step.to) ?? '';
    this.put(step.to, target === '' ? text : appended(target, text));
  }
}

const isJsonPath = (path: string): boolean => /\.json$/i.test(path);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Why it is none does not matter.
    return false;
  }
}

type Going = Extract<PlanStep, { action: 'delete' | 'move' }>;

function commentedOut(text: string, reason: string): TextChange {
  const [document] = readDocuments(text);
  return document ? disableDocument(text, document, reason) : { ok: false, reason: 'There is nothing to comment out' };
}

/**
 * Brings a commented-out resource back as a document of its own: with a separator above or below where it has none. A
 * comment that holds more than the resource, so that no way gives exactly one resource more, stays as it is.
 */
function broughtBack(text: string, range: TextRange, key: string): TextChange {
  const contents = (of: string): string[] =>
    readDocuments(of).flatMap((document) => {
      const content = toValue(document);
      if (content.ok && content.value === null) return [];
      return `${document.identity ? identityKey(document.identity) : ''} ${content.ok ? JSON.stringify(content.value) : content.reason}`;
    });
  const before = contents(text);
  const isOneMore = (after: string): boolean => {
    const now = contents(after);
    for (const one of before) if (now.includes(one)) now.splice(now.indexOf(one), 1);
    return now.length === 1 && now[0]?.startsWith(`${key} `) === true && contents(after).length === before.length + 1;
  };
  const separator = /\r\n/.test(text) ? '---\r\n' : '---\n';
  for (const [above, below] of [
    ['', ''],
    [separator, ''],
    ['', separator],
    [separator, separator],
  ] as const) {
    const change = enableDocument(text, range, above, below);
    if (!change.ok || isOurs(text, range) || isOneMore(change.text)) return change;
  }
  return {
    ok: false,
    reason: 'without their comment signs these lines are no document of their own; change them by hand',
  };
}

/** Where in its file a step works, so that later places are done first and earlier ones keep their numbers. */
const placeOf = (step: PlanStep): number => {
  switch (step.action) {
    case 'disable':
    case 'delete':
    case 'move':
    case 'annotate':
    case 'append':
    case 'enable':
      return step.document;
    case 'edit':
      return step.edit.document;
    case 'rename-file':
    case 'copy-file':
    case 'delete-file':
    case 'create-file':
      return -1;
  }
};

/**
 * Does the steps of a plan on texts, in memory. Within a file the last documents go first, so that places named in the
 * plan hold; whole-file steps come after document steps. Moves into one file keep the order of the plan.
 */
export function applySteps(files: ReadonlyMap<string, string>, steps: readonly PlanStep[]): Applied {
  const application = new Application(files);
  const going = steps.filter((step): step is Going => step.action === 'move' || step.action === 'delete');
  const inPlace = steps.filter((step) => placeOf(step) >= 0 && step.action !== 'move' && step.action !== 'delete');
  const wholeFile = steps.filter((step) => placeOf(step) < 0);
  const within = (step: PlanStep): number => (step.action === 'enable' ? step.place : 0);
  const lastFirst = (a: PlanStep, b: PlanStep): number => placeOf(b) - placeOf(a) || within(b) - within(a);
  for (const step of [...inPlace].sort(lastFirst)) application.run(step);
  application.again();
  for (const step of [...going].sort((a, b) => b.document - a.document)) application.run(step);
  for (const step of going) application.putDown(step);
  for (const step of wholeFile) application.run(step);
  return application.result();
}
