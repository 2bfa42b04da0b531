import { describe, expect, it } from 'vitest';
import { fittingBounds, WindowState } from '../../../src/main/window-bounds';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height });

describe('fittingBounds', () => {
  it.each([
    ['nothing kept: centred', null, [main], at(240, 92, 1440, 920)],
    ['a small display: cut to it', null, [at(0, 0, 1024, 600)], at(0, 0, 1024, 600)],
    ['where it stood', at(100, 100), [main], at(100, 100)],
    ['on the second display', at(2000, 50), [main, right], at(2000, 50)],
    ['that display is gone: centred on the main one', at(2000, 50), [main], at(460, 202)],
    ['title bar under the menu bar: moved down', at(100, 20), [main], at(100, 25)],
    ['title bar above every display', at(100, -400), [main], at(460, 202)],
    ['only a sliver left to grab', at(1850, 100), [main], at(460, 202)],
    ['larger than the display now', at(0, 25, 3000, 2000), [main], at(0, 25, 1920, 1055)],
    ['no display at all', at(0, 0), [], at(220, 110)],
  ])('%s', (_, kept, areas, wanted) => expect(fittingBounds(kept, areas)).toEqual(wanted));

  it('reads only what it wrote', () => {
    const state = { version: 1, ...at(0, 0), maximized: false };
    expect(WindowState.safeParse(state).success).toBe(true);
    for (const broken of [{ ...state, version: 2 }, { ...state, x: 'left' }, { ...state, width: 1 }, null, []]) {
      expect(WindowState.safeParse(broken).success).toBe(false);
    }
  });
});
