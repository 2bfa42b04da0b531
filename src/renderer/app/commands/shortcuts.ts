import { isMac } from '../../ui/platform';
import { matchesKeys } from '../../ui/keys';
import { execute, isEnabled, useCommandRegistry, type Command } from './commands';

/** Keys with a modifier are ours wherever the focus is; the others only when nobody else wanted them. */
const worksWhileTyping = (keys: string): boolean => /^(Mod\+|Alt\+)|(^|\+)F\d+$/.test(keys);

/**
 * True where keys write text. A read-only editor is none; a menu or a list box is one, because letters search in it.
 */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="menu"], [role="listbox"], select, textarea, [contenteditable="true"]') !== null)
    return true;
  if (target.closest('.monaco-editor') !== null) return true;
  const input = target.closest('input');
  return input !== null && !['checkbox', 'radio', 'button', 'range'].includes(input.type);
}

const isModal = (): boolean => document.querySelector('[role="dialog"][data-rac], [role="alertdialog"]') !== null;

function commandFor(event: KeyboardEvent): Command | null {
  const typing = isTyping(event.target);
  for (const command of useCommandRegistry.getState().commands.values()) {
    const keys = command.keys?.find((one) => matchesKeys(event, one, isMac));
    if (keys === undefined) continue;
    if (typing && !(command.whileTyping ?? worksWhileTyping(keys))) continue;
    if (isEnabled(command)) return command;
  }
  return null;
}

/** Runs commands by their keys. Returns the function that stops listening. */
export function listenToShortcuts(): () => void {
  const run = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isModal()) return;
    const command = commandFor(event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    void execute(command);
  };
  const withModifier = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)) run(event);
  };
  window.addEventListener('keydown', withModifier, { capture: true });
  window.addEventListener('keydown', run);
  return () => {
    window.removeEventListener('keydown', withModifier, { capture: true });
    window.removeEventListener('keydown', run);
  };
}
