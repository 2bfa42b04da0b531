import { useState, type DragEvent } from 'react';
import { openProject } from '../../app/project-store';

interface FolderDrop {
  /** Something droppable is above the window. */
  readonly over: boolean;
  readonly dropProps: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/**
 * Opens a folder that is dropped.
 *
 * A page is not told where a dropped file lies; where the drag carries an address (`file://`) it is used, otherwise
 * the preload, which may know, asks main to open it.
 */
export function useFolderDrop(): FolderDrop {
  const [over, setOver] = useState(false);
  return {
    over,
    dropProps: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        const path = pathOf(event.dataTransfer.getData('text/uri-list'));
        if (path !== null) void openProject(path);
      },
    },
  };
}

/** The path of the first `file:` address of a list, or null. */
export function pathOf(uriList: string): string | null {
  const first = uriList.split(/\r?\n/).find((line) => line.startsWith('file://'));
  if (first === undefined) return null;
  try {
    const { pathname } = new URL(first);
    const path = decodeURIComponent(pathname);
    return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
  } catch {
    // Not an address after all: there is nothing to open.
    return null;
  }
}
