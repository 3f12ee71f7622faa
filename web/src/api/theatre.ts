/** The theatre as the desk needs it, from the server's answer. */
import { type Day, daysBetween, plusDays } from "../time/days";
import type { Theatre, TheatreRoad } from "./shapes";

type Same = Pick<Theatre, "id" | "name" | "sides" | "sets" | "places" | "types">;
type Road = Omit<TheatreRoad, "points"> & { points: { lat: number | null; lon: number | null }[] };

export interface TheatreAnswer extends Same {
  start: Day;
  end: Day | null;
  roads: Road[];
  reported: { first: Day; last: Day } | null;
  events: { first: Day; last: Day } | null;
  known: { first: string; last: string } | null;
}

/** An empty store still has a map: the theatre's first days, with nothing told of them. */
const EMPTY_DAYS = 30;

export function readTheatre(answer: TheatreAnswer): Theatre {
  const told = answer.reported?.last ?? answer.end ?? plusDays(answer.start, EMPTY_DAYS);
  const last = daysBetween(answer.start, told) < 0 ? answer.start : told;
  return {
    id: answer.id,
    name: answer.name,
    sides: answer.sides,
    sets: answer.sets,
    places: answer.places,
    roads: answer.roads.map((road) => ({
      ...road,
      points: road.points.flatMap(({ lat, lon }): [number, number][] =>
        lat === null || lon === null ? [] : [[lon, lat]],
      ),
    })),
    types: answer.types,
    first: answer.start,
    last,
    knownFirst: answer.known?.first.slice(0, 10) ?? answer.start,
    knownLast: answer.known?.last.slice(0, 10) ?? last,
  };
}
