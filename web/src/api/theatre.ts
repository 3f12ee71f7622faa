/** The theatre as the desk needs it, from the server's answer. */
import { type Day, daysBetween, plusDays } from "../time/days";
import type { Side, Theatre, TheatrePlace } from "./shapes";

export interface TheatreAnswer {
  id: string;
  name: string;
  start: Day;
  end: Day | null;
  sides: Side[];
  sets: string[];
  places: TheatrePlace[];
  roads: {
    id: string;
    name: string;
    one: string;
    other: string;
    length_km: number;
    grade: number;
    points: { lat: number | null; lon: number | null }[];
  }[];
  types: Record<string, string>;
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
    isEmpty: answer.known === null,
    first: answer.start,
    last,
    knownFirst: answer.known?.first.slice(0, 10) ?? answer.start,
    knownLast: answer.known?.last.slice(0, 10) ?? last,
  };
}
