import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window stood, kept between runs. Broken or foreign contents count as none. */
export const WindowState = z.object({
  version: z.literal(1),
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export const smallest = { width: 880, height: 560 } as const;
const usual = { width: 1440, height: 920 } as const;

/**
 * Where to open the window, given the work areas of the displays that are there now (the first is the main one).
 *
 * A kept place holds only if a person could still grab the title bar there: 120 × 30 pixels of the top edge on some display.
 * The size never exceeds the display; without a usable place the window is centred on the main one.
 */
export function fittingBounds(kept: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const main = workAreas[0] ?? { x: 0, y: 0, ...usual };
  const display = kept === null ? undefined : workAreas.find((area) => canGrab(kept, area));
  if (kept === null || display === undefined) return centred(kept ?? usual, main);
  return {
    x: kept.x,
    y: Math.max(kept.y, display.y),
    width: Math.min(kept.width, display.width),
    height: Math.min(kept.height, display.height),
  };
}

function canGrab(kept: Rectangle, area: Rectangle): boolean {
  const wide = Math.min(kept.x + kept.width, area.x + area.width) - Math.max(kept.x, area.x);
  const high = Math.min(kept.y + 40, area.y + area.height) - Math.max(kept.y, area.y);
  return wide >= 120 && high >= 30;
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  };
}
