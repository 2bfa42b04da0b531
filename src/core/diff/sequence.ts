/** Positions in a sequence: 0-based, `end` exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch of `before` that became a stretch of `after`; either may be empty, never both. */
export interface SequenceChange {
  readonly before: LineRange;
  readonly after: LineRange;
}

interface Box {
  readonly aLow: number;
  readonly aHigh: number;
  readonly bLow: number;
  readonly bHigh: number;
  readonly depth: number;
}

const PATIENCE_DEPTH = 8;
const FAR = 0x3fffffff;

/**
 * Differences of two sequences of numbers, equal numbers being equal elements.
 *
 * Elements that occur once on both sides anchor the alignment (patience); between anchors Myers' linear-space
 * search finds a shortest script. Past a cost that grows with the square root of the input the search takes the
 * furthest point it reached, so that unrelated inputs stay fast and only lose minimality.
 */
export function diffSequences(before: Int32Array, after: Int32Array): SequenceChange[] {
  const search = new Search(before, after);
  search.run();
  return collect(search.keptBefore, search.keptAfter);
}

function collect(keptBefore: Uint8Array, keptAfter: Uint8Array): SequenceChange[] {
  const changes: SequenceChange[] = [];
  let i = 0;
  let j = 0;
  while (i < keptBefore.length || j < keptAfter.length) {
    if (keptBefore[i] === 1 && keptAfter[j] === 1) {
      i++;
      j++;
      continue;
    }
    const before = i;
    const after = j;
    while (i < keptBefore.length && keptBefore[i] === 0) i++;
    while (j < keptAfter.length && keptAfter[j] === 0) j++;
    changes.push({ before: { start: before, end: i }, after: { start: after, end: j } });
  }
  return changes;
}

class Search {
  readonly keptBefore: Uint8Array;
  readonly keptAfter: Uint8Array;
  private readonly forward: Int32Array;
  private readonly backward: Int32Array;
  private readonly offset: number;
  private readonly costLimit: number;
  private readonly stack: Box[] = [];

  constructor(
    private readonly a: Int32Array,
    private readonly b: Int32Array,
  ) {
    this.keptBefore = new Uint8Array(a.length);
    this.keptAfter = new Uint8Array(b.length);
    const diagonals = a.length + b.length + 3;
    this.forward = new Int32Array(diagonals + 2);
    this.backward = new Int32Array(diagonals + 2);
    this.offset = b.length + 2;
    this.costLimit = Math.max(256, Math.ceil(Math.sqrt(diagonals)));
  }

  run(): void {
    this.stack.push({ aLow: 0, aHigh: this.a.length, bLow: 0, bHigh: this.b.length, depth: 0 });
    for (let box = this.stack.pop(); box !== undefined; box = this.stack.pop()) this.solve(this.trim(box));
  }

  private keep(i: number, j: number): void {
    this.keptBefore[i] = 1;
    this.keptAfter[j] = 1;
  }

  private trim(box: Box): Box {
    let { aLow, aHigh, bLow, bHigh } = box;
    while (aLow < aHigh && bLow < bHigh && this.a[aLow] === this.b[bLow]) this.keep(aLow++, bLow++);
    while (aLow < aHigh && bLow < bHigh && this.a[aHigh - 1] === this.b[bHigh - 1]) this.keep(--aHigh, --bHigh);
    return { aLow, aHigh, bLow, bHigh, depth: box.depth };
  }

  private solve(box: Box): void {
    if (box.aLow === box.aHigh || box.bLow === box.bHigh) return;
    const anchors = box.depth < PATIENCE_DEPTH ? this.anchors(box) : [];
    if (anchors.length > 0) {
      this.splitAtAnchors(box, anchors);
      return;
    }
    const [x, y] = this.middle(box);
    const depth = PATIENCE_DEPTH;
    if ((x === box.aLow && y === box.bLow) || (x === box.aHigh && y === box.bHigh)) return;
    this.stack.push({ ...box, aHigh: x, bHigh: y, depth }, { ...box, aLow: x, bLow: y, depth });
  }

  private splitAtAnchors(box: Box, anchors: readonly [number, number][]): void {
    let aLow = box.aLow;
    let bLow = box.bLow;
    const depth = box.depth + 1;
    for (const [i, j] of anchors) {
      this.keep(i, j);
      this.stack.push({ aLow, aHigh: i, bLow, bHigh: j, depth });
      aLow = i + 1;
      bLow = j + 1;
    }
    this.stack.push({ aLow, aHigh: box.aHigh, bLow, bHigh: box.bHigh, depth });
  }

  /** Elements that occur exactly once on both sides of the box, the longest run of them that keeps its order. */
  private anchors(box: Box): [number, number][] {
    const seen = new Map<number, { at: number; inA: number; inB: number; other: number }>();
    for (let i = box.aLow; i < box.aHigh; i++) {
      const value = this.a[i] as number;
      const entry = seen.get(value);
      if (entry) entry.inA++;
      else seen.set(value, { at: i, inA: 1, inB: 0, other: -1 });
    }
    for (let j = box.bLow; j < box.bHigh; j++) {
      const entry = seen.get(this.b[j] as number);
      if (!entry) continue;
      entry.inB++;
      entry.other = j;
    }
    const pairs: [number, number][] = [];
    for (const entry of seen.values()) if (entry.inA === 1 && entry.inB === 1) pairs.push([entry.at, entry.other]);
    return longestIncreasing(pairs);
  }

  /** Myers' middle snake; returns a point on a shortest path, or the furthest one when the cost limit is reached. */
  private middle(box: Box): [number, number] {
    const { a, b, forward, backward, offset } = this;
    const { aLow, aHigh, bLow, bHigh } = box;
    const low = aLow - bHigh;
    const high = aHigh - bLow;
    const startDiagonal = aLow - bLow;
    const endDiagonal = aHigh - bHigh;
    const odd = ((startDiagonal - endDiagonal) & 1) !== 0;
    let fMin = startDiagonal;
    let fMax = startDiagonal;
    let bMin = endDiagonal;
    let bMax = endDiagonal;
    forward[startDiagonal + offset] = aLow;
    backward[endDiagonal + offset] = aHigh;
    for (let cost = 1; ; cost++) {
      if (fMin > low) forward[--fMin - 1 + offset] = -1;
      else fMin++;
      if (fMax < high) forward[++fMax + 1 + offset] = -1;
      else fMax--;
      for (let d = fMax; d >= fMin; d -= 2) {
        const fromLeft = forward[d - 1 + offset] as number;
        const fromAbove = forward[d + 1 + offset] as number;
        let i = fromLeft >= fromAbove ? fromLeft + 1 : fromAbove;
        let j = i - d;
        while (i < aHigh && j < bHigh && a[i] === b[j]) {
          i++;
          j++;
        }
        forward[d + offset] = i;
        if (odd && bMin <= d && d <= bMax && (backward[d + offset] as number) <= i) return [i, j];
      }
      if (bMin > low) backward[--bMin - 1 + offset] = FAR;
      else bMin++;
      if (bMax < high) backward[++bMax + 1 + offset] = FAR;
      else bMax--;
      for (let d = bMax; d >= bMin; d -= 2) {
        const fromLeft = backward[d - 1 + offset] as number;
        const fromBelow = backward[d + 1 + offset] as number;
        let i = fromLeft < fromBelow ? fromLeft : fromBelow - 1;
        let j = i - d;
        while (i > aLow && j > bLow && a[i - 1] === b[j - 1]) {
          i--;
          j--;
        }
        backward[d + offset] = i;
        if (!odd && fMin <= d && d <= fMax && i <= (forward[d + offset] as number)) return [i, j];
      }
      if (cost >= this.costLimit) return this.furthest(box, fMin, fMax);
    }
  }

  private furthest(box: Box, fMin: number, fMax: number): [number, number] {
    let best: [number, number] = [box.aLow, box.bLow];
    for (let d = fMax; d >= fMin; d -= 2) {
      const i = Math.min(this.forward[d + this.offset] as number, box.aHigh);
      const j = i - d;
      const fits = i >= box.aLow && j >= box.bLow && j <= box.bHigh;
      if (fits && i + j > best[0] + best[1]) best = [i, j];
    }
    return best;
  }
}

/** The longest subsequence of pairs (sorted by the first number) whose second numbers increase. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] as number] as [number, number])[1] < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tops[low - 1] as number;
    tops[low] = index;
  });
  const chain: [number, number][] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] as number) chain.push(pairs[at] as [number, number]);
  return chain.reverse();
}
