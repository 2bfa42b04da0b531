import type { CodeHandle } from '../../editor/code-editor-props';

/** The editor that is on the screen; the list and the panel talk to it through here. */
let editor: CodeHandle | null = null;

export function setEditor(handle: CodeHandle | null): void {
  editor = handle;
}

export const shownEditor = (): CodeHandle | null => editor;

/** Into the text of what is open. */
export const onOpenPlace = (): void => editor?.focus();

/** From list to text to panel and around again: the three parts of the screen, without Tab. */
export function cycleParts(): void {
  const parts = ['[data-part="list"] [role="treegrid"]', '[data-part="text"]', '[data-part="panel"] [role="grid"]'];
  const at = parts.findIndex((selector) => {
    const part = document.querySelector(selector)?.closest('[data-part]');
    return part?.contains(document.activeElement) === true;
  });
  for (let step = 1; step <= parts.length; step += 1) {
    const selector = parts[(at + step) % parts.length] ?? '';
    const target = document.querySelector<HTMLElement>(selector);
    if (target === null) continue;
    if (selector === '[data-part="text"]') onOpenPlace();
    else target.focus();
    return;
  }
}
