/** A closed interval of VLAN numbers. */
export interface VlanRange {
  readonly from: number;
  readonly to: number;
}

const lowestVlan = 1;
const highestVlan = 4094;

/** `to: 0` (or left out) means a range of one, as the fabric reads it (fabric v0.126, NormalizedVLANRanges). */
export const closeRange = (from: number, to: number | null): VlanRange => ({
  from,
  to: to === null || to === 0 ? from : to,
});

export const isValidRange = (range: VlanRange): boolean =>
  range.from >= lowestVlan && range.from <= range.to && range.to <= highestVlan;

export const inRange = (vlan: number, range: VlanRange): boolean => range.from <= vlan && vlan <= range.to;

export const rangesOverlap = (one: VlanRange, other: VlanRange): boolean =>
  one.from <= other.to && other.from <= one.to;

export const formatRange = (range: VlanRange): string =>
  range.from === range.to ? String(range.from) : `${range.from}–${range.to}`;
