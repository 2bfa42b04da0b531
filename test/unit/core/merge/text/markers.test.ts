import { describe, expect, it } from 'vitest';
import { readMarkers, renderMarkers } from '../../../../../src/core/merge/text/markers';
import { mergeText } from '../../../../../src/core/merge/text/regions';

const labels = { ours: 'main', base: 'base', theirs: 'feature' };
const marked = (base: string, ours: string, theirs: string): ReturnType<typeof renderMarkers> => {
  const texts = { base, ours, theirs };
  const { regions, result } = mergeText(texts);
  return renderMarkers({ ...texts, regions, result, labels });
};

describe('renderMarkers', () => {
  it('shows all three sides', () => {
    expect(marked('a\nv: 1\n', 'a\nv: 2\n', 'a\nv: 3\n').text).toBe(
      'a\n<<<<<<< main\nv: 2\n||||||| base\nv: 1\n=======\nv: 3\n>>>>>>> feature\n',
    );
  });

  it('is longer than what looks like a marker in the texts', () => {
    const { markerLength, text } = marked('x\n========\nv: 1\n', 'x\n========\nv: 2\n', 'x\n========\nv: 3\n');
    expect(markerLength).toBe(9);
    expect(readMarkers(text).conflicts).toHaveLength(1);
  });
});

describe('readMarkers', () => {
  it('finds whole conflicts and strays', () => {
    const { text } = marked('a\nv: 1\n', 'a\nv: 2\n', 'a\nv: 3\n');
    expect(readMarkers(text).conflicts).toEqual([{ start: 1, base: 3, middle: 5, end: 7 }]);
    expect(readMarkers('a\n<<<<<<< main\nb\n=======\nc\n').markers.map((m) => m.line)).toEqual([1, 3]);
    expect(readMarkers('b\n=======\nc\n>>>>>>> x\n').markers.map((m) => m.line)).toEqual([1, 3]);
  });

  it('leaves titles, tables and known lines alone', () => {
    expect(readMarkers('Title\n=======\n\n||||||| a | b\n').markers).toEqual([]);
    expect(readMarkers('Title\n=======\n<<<<<<<< a\n').markers.map((m) => m.line)).toEqual([2]);
    const content = 'doc: |\n<<<<<<< example\n=======\n>>>>>>> example\n';
    expect(readMarkers(content, [content, content, content]).markers).toEqual([]);
    expect(readMarkers(content, [content, 'doc: ""\n', content]).conflicts).toHaveLength(1);
  });
});
