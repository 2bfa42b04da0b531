/**
 * The only Monaco set-up: the core, the features that we want one by one, YAML, one bundled worker.
 *
 * Never import this file directly: go through `load-monaco.ts`, so that start-up does not pay for it.
 * The paths follow the `exports` map of monaco-editor 0.57 (`./*` is `./esm/vs/*.js`); the version is pinned.
 */
import * as monaco from 'monaco-editor/editor';
import { setHoverDelegateFactory } from 'monaco-editor/base/browser/ui/hover/hoverDelegateFactory';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/anchorSelect/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/features/wordPartOperations/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/languages/definitions/yaml/register';
import { followTheme } from './follow-theme';
import { registerYamlLanguage } from './yaml-language';

// Without this, a page served from a custom scheme would fall back to computing diffs on its own thread.
globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };

/**
 * Each new editor makes itself the one that draws the tooltips of all lists, and leaves that behind when it goes: the next list
 * of suggestions would then ask an editor that is no more, and fail. Nobody draws them instead.
 */
const noTooltip = { delay: -1, dispose: () => undefined, showHover: () => undefined };
monaco.editor.onDidCreateEditor(() => queueMicrotask(() => setHoverDelegateFactory(() => noTooltip)));

followTheme(monaco);
registerYamlLanguage(monaco);

export { monaco };
