/** One kind of harm, day after day and over the days so far, as ranges. */
import type { DayTally } from "../api/shapes";
import type { Day } from "../time/days";

export interface DayToll {
  day: Day;
  low: number;
  best: number;
  /** null = no upper bound was told. */
  high: number | null;
  events: number;
  /** Events of which nobody gave a number. */
  uncounted: number;
}

export function tollsOf(days: readonly DayTally[], what: string): DayToll[] {
  return days.map(({ day, harm }) => {
    const sum: DayToll = { day, low: 0, best: 0, high: 0, events: 0, uncounted: 0 };
    for (const toll of harm) {
      if (toll.what !== what) continue;
      sum.low += toll.low ?? 0;
      sum.best += toll.best ?? toll.low ?? 0;
      sum.high = sum.high === null || toll.high === null ? null : sum.high + toll.high;
      sum.events += toll.events;
      sum.uncounted += toll.uncounted;
    }
    return sum;
  });
}

export function kindsOfHarm(days: readonly DayTally[]): string[] {
  const order = ["killed", "wounded", "displaced", "detained", "freed"];
  const found = new Set(
    days.flatMap(({ harm }) => harm.filter((toll) => toll.events > 0).map((toll) => toll.what)),
  );
  return [...found].sort(
    (a, b) => ((order.indexOf(a) + 99) % 99) - ((order.indexOf(b) + 99) % 99) || (a < b ? -1 : 1),
  );
}
