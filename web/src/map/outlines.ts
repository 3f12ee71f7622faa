/** The countries' outlines, bundled: the map needs no internet. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countriesAt from "world-atlas/countries-50m.json?url";
import type { TheatrePlace } from "../api/shapes";

type Country = Feature<Polygon | MultiPolygon, { name: string; home: boolean }>;
export type Countries = FeatureCollection<Polygon | MultiPolygon, { name: string; home: boolean }>;

/** A country is the theatre's own when it has this share of its places; crossings stand on the border of others too. */
const OWN_SHARE = 0.1;
/** So many of them say enough, however many thousand there are. */
const ASKED = 60;

export async function loadCountries(places: readonly TheatrePlace[]): Promise<Countries> {
  const response = await fetch(countriesAt);
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const placed = places.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]));
  const step = Math.max(1, Math.floor(placed.length / ASKED));
  const asked = placed.filter((_, i) => i % step === 0);
  const countries = feature(topology, topology.objects.countries);
  return {
    type: "FeatureCollection",
    features: countries.features.map((country) => {
      const shape = country.geometry as Polygon | MultiPolygon;
      const within = asked.filter((place) => contains(shape, place)).length;
      return {
        ...country,
        properties: { name: country.properties.name, home: within > asked.length * OWN_SHARE },
      } as Country;
    }),
  };
}

export function contains(shape: Polygon | MultiPolygon, point: { lat: number; lon: number }): boolean {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return polygons.some(([outer, ...holes]) => {
    return outer !== undefined && inRing(outer, point) && !holes.some((hole) => inRing(hole, point));
  });
}

/** A ray to the east crosses the ring an odd number of times. */
function inRing(ring: readonly Position[], { lat, lon }: { lat: number; lon: number }): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x1, y1] = ring[i] as [number, number];
    const [x2, y2] = ring[j] as [number, number];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
