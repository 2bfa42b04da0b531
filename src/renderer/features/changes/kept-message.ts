/** Commit messages that are being written, by repository; they outlive a crash of the window. */
const nameOf = (root: string): string => `selvedge.commit-message.${root}`;

export function readKeptMessage(root: string): string {
  try {
    return window.localStorage.getItem(nameOf(root)) ?? '';
  } catch {
    // A browser that keeps nothing: the message lives as long as the window.
    return '';
  }
}

export function keepMessage(root: string, message: string): void {
  try {
    if (message === '') window.localStorage.removeItem(nameOf(root));
    else window.localStorage.setItem(nameOf(root), message);
  } catch {
    // As above, or full: losing the copy loses nothing that is on the screen.
  }
}
