import { useEffect } from 'react';

/** What had the keys last, outside of everything that floats. */
let lastOutside: HTMLElement | null = null;

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') === null)
    lastOutside = target;
});

/**
 * Brings the keys back when a dialog closes and they would be nowhere: the dialog was opened from another one that is gone
 * (the palette), or what it was opened from went away meanwhile.
 */
export function useFocusReturn(): void {
  useEffect(
    () => () => {
      // The kit gives the focus back itself in the next frame, where it can.
      requestAnimationFrame(() => requestAnimationFrame(bringBack));
    },
    [],
  );
}

function bringBack(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const still = lastOutside?.isConnected === true ? lastOutside : document.querySelector('main [tabindex="0"]');
  if (still instanceof HTMLElement) still.focus({ preventScroll: true });
}
