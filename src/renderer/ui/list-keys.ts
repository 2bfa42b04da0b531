import type { KeyStroke } from './keys';

/** What a key asks of a list. Null: not the list's key. */
export type ListMove =
  | { readonly kind: 'go'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'all' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'act' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

export function listMove(
  stroke: KeyStroke,
  place: { readonly lead: number; readonly count: number; readonly pageRows: number; readonly mac: boolean },
): ListMove | null {
  const { lead, count, pageRows, mac } = place;
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  if (mod && stroke.key.toLowerCase() === 'a' && !stroke.shiftKey) return { kind: 'all' };
  if (mod || stroke.altKey) return null;
  const go = (to: number): ListMove => ({
    kind: 'go',
    to: Math.max(0, Math.min(count - 1, to)),
    extend: stroke.shiftKey,
  });
  switch (stroke.key) {
    case 'ArrowDown':
      return go(lead + 1);
    case 'ArrowUp':
      return go(lead === -1 ? count - 1 : lead - 1);
    case 'PageDown':
      return go(lead + pageRows);
    case 'PageUp':
      return go(lead - pageRows);
    case 'Home':
      return go(0);
    case 'End':
      return go(count - 1);
    case ' ':
      return { kind: 'toggle' };
    case 'Enter':
      return { kind: 'act' };
    case 'ArrowRight':
      return { kind: 'open' };
    case 'ArrowLeft':
      return { kind: 'close' };
    default:
      return null;
  }
}
