/** Says to tests and to the start-up benchmark that a person could work now. The first time counts. */
export function markInteractive(): void {
  const { dataset } = document.documentElement;
  if (dataset.interactive === 'true') return;
  dataset.interactive = 'true';
  performance.mark('selvedge-interactive');
}
