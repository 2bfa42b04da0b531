import type { CancellationToken, editor, languages, Position } from 'monaco-editor/editor';
import { currentKnowledge, type Knowledge, type KnownText, type Suggestion, type TextPlace } from './knowledge';
import type { Monaco } from './monaco-api';
import { escapeMarkdown } from './plain-markdown';
import { projectPathOf } from './project-text';
import { placeOf, rangeOf } from './text-range';

interface Question {
  readonly knowledge: Knowledge;
  readonly text: KnownText;
  readonly at: TextPlace;
  readonly signal: AbortSignal;
}

function questionAt(model: editor.ITextModel, position: Position, token: CancellationToken): Question | null {
  const knowledge = currentKnowledge();
  const path = projectPathOf(model);
  if (knowledge === null || path === null) return null;
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return { knowledge, text: { path, text: model.getValue() }, at: placeOf(position), signal: controller.signal };
}

function completionProvider(monaco: Monaco): languages.CompletionItemProvider {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
    field: CompletionItemKind.Field,
    value: CompletionItemKind.EnumMember,
    reference: CompletionItemKind.Reference,
    'next-free': CompletionItemKind.Value,
    kind: CompletionItemKind.Class,
  };
  return {
    triggerCharacters: [' ', ':', '/', '-', '.'],
    async provideCompletionItems(model, position, _context, token) {
      const question = questionAt(model, position, token);
      const found =
        question === null ? null : await question.knowledge.suggest(question.text, question.at, question.signal);
      if (found === null) return { suggestions: [] };
      const range = rangeOf(found.replace);
      const hasColon = /^\s*:/.test(model.getLineContent(range.endLineNumber).slice(range.endColumn - 1));
      return {
        suggestions: found.items.map((one) => ({
          label: { label: one.label, description: one.detail },
          kind: kinds[one.kind],
          insertText: hasColon && one.kind === 'field' ? one.label : one.insert,
          // The indentation is in what is inserted already.
          insertTextRules: CompletionItemInsertTextRule.KeepWhitespace,
          documentation: one.doc,
          sortText: String(one.order).padStart(6, '0'),
          filterText: one.label,
          range,
        })),
      };
    },
  };
}

const hoverProvider: languages.HoverProvider = {
  async provideHover(model, position, token) {
    const question = questionAt(model, position, token);
    if (question === null) return null;
    const found = await question.knowledge.explain(question.text, question.at, question.signal);
    if (found === null) return null;
    const head = { value: `**${escapeMarkdown(found.title)}**` };
    const rest = found.paragraphs.map((words) => ({ value: escapeMarkdown(words) }));
    return { contents: [head, ...rest], ...(found.stretch === null ? {} : { range: rangeOf(found.stretch) }) };
  },
};

/** Completion and hover of YAML, once for the whole page; whoever has knowledge of the project answers. */
export function registerYamlLanguage(monaco: Monaco): void {
  monaco.languages.registerCompletionItemProvider('yaml', completionProvider(monaco));
  monaco.languages.registerHoverProvider('yaml', hoverProvider);
}
