const focusable = 'textarea, [role="textbox"], [tabindex="0"], button:not([disabled]), input';

function entryOf(pane: HTMLElement): HTMLElement | null {
  return pane.matches('[tabindex="0"]') ? pane : pane.querySelector<HTMLElement>(focusable);
}

/** Moves the focus to the next part of the screen (list, question, panes, why), in their order and around. */
export function cyclePanes(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane-stop]')];
  if (panes.length === 0) return;
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const start = at === -1 && step === -1 ? 0 : at;
  entryOf(panes[(start + step + panes.length) % panes.length] ?? document.body)?.focus();
}
