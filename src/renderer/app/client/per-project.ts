/** What belongs to one project is forgotten when another is opened: nothing of the old one may be shown as the new one's. */
const resets = new Set<() => void>();

export function forgetWithProject(reset: () => void): void {
  resets.add(reset);
}

export function forgetProjectState(): void {
  for (const reset of resets) reset();
}
