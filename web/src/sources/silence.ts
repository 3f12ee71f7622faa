/** When an outlet's silence is longer than it should be. */
import type { Outlet } from "../api/shapes";
import { type Day, daysBetween } from "../time/days";

/** A silence of so many usual gaps is worth a word. */
const USUAL_GAPS = 3;
/** Fewer reports say nothing of what is usual. */
const LEAST_REPORTS = 4;

function gapsBetween(days: readonly Day[]): number[] {
  return days.slice(1).map((day, i) => daysBetween(days[i] as Day, day));
}

/** For how many days an outlet had been silent on a day, where that is unusual; else 0. */
export function silentAt(outlet: Outlet, on: Day): number {
  const days = Object.keys(outlet.days)
    .filter((day) => day <= on)
    .sort();
  const last = days.at(-1);
  const gaps = gapsBetween(days).sort((a, b) => a - b);
  if (!last || gaps.length + 1 < LEAST_REPORTS) return 0;
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 1;
  const silence = daysBetween(last, on);
  return silence > USUAL_GAPS * Math.max(1, usual) ? silence : 0;
}

export function longestSilence(outlet: Outlet): number {
  return Math.max(0, ...gapsBetween(Object.keys(outlet.days).sort()));
}
