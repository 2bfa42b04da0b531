/** A part of Monaco that its public types leave out. */
declare module 'monaco-editor/base/browser/ui/hover/hoverDelegateFactory' {
  interface HoverDelegate {
    readonly delay: number;
    dispose(): void;
    showHover(): undefined;
  }
  export function setHoverDelegateFactory(make: () => HoverDelegate): void;
}
