/** The moments that the state asks for: what is not chosen follows the store. */
import type { Theatre } from "../api/shapes";
import { clampDay, type Day, plusDays } from "../time/days";
import type { DeskState } from "./desk_state";

export interface Shown {
  on: Day;
  /** "" = all that is known now. */
  known: Day | "";
  since: Day | "";
  side: string;
}

export function shownBy(state: DeskState, theatre: Theatre): Shown {
  const on = clampDay(state.on || theatre.last, theatre.first, theatre.last);
  const known = state.known === "day" ? on : state.known;
  const withRoads = theatre.sides.filter((side) => side.base);
  const side = theatre.sides.some(({ id }) => id === state.side) ? state.side : (withRoads[0]?.id ?? "");
  return { on, known, since: state.since, side };
}

/** The picture of another day asks for what was known then, where knowledge follows the day. */
export function shownOn(shown: Shown, state: DeskState, day: Day): Shown {
  return { ...shown, on: day, known: state.known === "day" ? day : shown.known };
}

/** The days whose events are on the map with a day: it and the six before. */
export function weekTo(day: Day): { from: Day; to: Day } {
  return { from: plusDays(day, -6), to: day };
}
