/** True on a Mac, where ⌘ is the command key and menus put Cancel first. */
export const isMac: boolean =
  typeof navigator !== 'undefined' &&
  /\bMac/.test(navigator.platform === '' ? navigator.userAgent : navigator.platform);
