/**
 * A file in the data folder that stands there while a window is open; it holds the number of its process. Programs that
 * wait for a person (git's merge tool) see by it that the window was closed, also where the app lives on without one.
 */
export const windowMark = 'window-open';
