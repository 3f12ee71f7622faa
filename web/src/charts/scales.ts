/** Where a value goes on a chart. */

export interface Scale {
  at: (value: number) => number;
  ticks: number[];
}

/** From 0 to a round number above the most, drawn from `bottom` up to `top`. */
export function upward(most: number, bottom: number, top: number): Scale {
  const step = roundStep(Math.max(most, 1) / 4);
  const end = Math.ceil(Math.max(most, 1) / step) * step;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  return { at: (value) => bottom - ((bottom - top) * value) / end, ticks };
}

/** 1, 2 or 5 times a power of ten, and never part of a person or place. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((times) => times * power >= rough) ?? 10;
  return Math.max(1, step * power);
}

/** Every so many days get a label, so that labels have room. */
export function labelled(days: number, room: number): number {
  return Math.max(1, Math.ceil(days / Math.max(1, room)));
}
