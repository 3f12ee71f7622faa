/** The picture as the map's features: one of each place for good, and per step only what differs. */
import type { FeatureCollection, LineString, Point } from "geojson";
import type { Control, RoadLink, Side, TheatrePlace, TheatreRoad } from "../api/shapes";
import { markName, markOf } from "./mark";

/** Lower comes first where names would overlap. */
const RANK: Record<string, number> = { capital: 0, town: 1, crossing: 2 };

export interface PlaceProperties {
  key: string;
  name: string;
  rank: number;
  mark: string;
  changed: boolean;
}

export function placeFeatures(places: readonly TheatrePlace[]): FeatureCollection<Point, PlaceProperties> {
  const features = places.flatMap(({ key, name, kind, lat, lon }, id) => {
    if (lat === null || lon === null) return [];
    const properties = { key, name, rank: RANK[kind] ?? 3, mark: "", changed: false };
    return { type: "Feature" as const, id, geometry: point(lat, lon), properties };
  });
  return { type: "FeatureCollection", features };
}

export interface Look {
  mark: string;
  changed: boolean;
}

/** How each place looks now, by its place in the list of places. */
export function looks(
  places: readonly TheatrePlace[],
  controls: readonly Control[],
  sides: readonly Side[],
  changed: ReadonlySet<string>,
): Look[] {
  const byKey = new Map(controls.map((control) => [control.place_key, control]));
  return places.map(({ key }) => {
    const control = byKey.get(key);
    return { mark: control ? markName(markOf(control, sides)) : "", changed: changed.has(key) };
  });
}

/** The places whose look differs from the last. */
export function differing(before: readonly Look[], after: readonly Look[]): number[] {
  const found: number[] = [];
  after.forEach((look, i) => {
    const was = before[i];
    if (!was || was.mark !== look.mark || was.changed !== look.changed) found.push(i);
  });
  return found;
}

export function roadFeatures(
  roads: readonly TheatreRoad[],
  links: readonly RoadLink[],
  side: string,
): FeatureCollection<LineString, { id: string; name: string; grade: number; status: string }> {
  const status = new Map(links.filter((link) => link.side === side).map((link) => [link.road, link.status]));
  const features = roads.flatMap((road) => {
    if (road.points.length < 2) return [];
    return {
      type: "Feature" as const,
      geometry: { type: "LineString" as const, coordinates: road.points },
      properties: { id: road.id, name: road.name, grade: road.grade, status: status.get(road.id) ?? "none" },
    };
  });
  return { type: "FeatureCollection", features };
}

export interface PlacedEvent {
  place_keys: readonly string[];
}

/** How many events stand at each place: one mark there, larger for more. */
export function eventFeatures(
  events: readonly PlacedEvent[],
  places: readonly TheatrePlace[],
): FeatureCollection<Point, { count: number }> {
  const counts = new Map<string, number>();
  for (const { place_keys } of events)
    for (const key of place_keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const features = places.flatMap(({ key, lat, lon }) => {
    const count = counts.get(key);
    if (!count || lat === null || lon === null) return [];
    return { type: "Feature" as const, geometry: point(lat, lon), properties: { count } };
  });
  return { type: "FeatureCollection", features };
}

function point(lat: number, lon: number): Point {
  return { type: "Point", coordinates: [lon, lat] };
}
