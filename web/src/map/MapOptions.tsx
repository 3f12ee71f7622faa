/** Whose roads are shown, and boundaries of the user's own: the file is read here and sent nowhere. */
import type { GeoJSON } from "geojson";
import { useState } from "preact/hooks";
import type { Theatre } from "../api/shapes";
import { setDesk } from "../state/desk";
import type { Shown } from "../state/shown";

const KINDS = [
  "FeatureCollection",
  "Feature",
  "Polygon",
  "MultiPolygon",
  "LineString",
  "MultiLineString",
  "GeometryCollection",
];

interface MapOptionsProps {
  theatre: Theatre;
  shown: Shown;
  onBoundaries: (boundaries: GeoJSON | null) => void;
  /** Whether the background map is shown; null = there is none. */
  background: boolean | null;
  onBackground: (shown: boolean) => void;
}

export function MapOptions({ theatre, shown, onBoundaries, background, onBackground }: MapOptionsProps) {
  const [told, setTold] = useState("");
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      const found = JSON.parse(await file.text()) as GeoJSON;
      if (!KINDS.includes(found.type)) throw new TypeError(found.type);
      onBoundaries(found);
      setTold(file.name);
    } catch {
      setTold(`${file.name} is no GeoJSON file.`);
    }
  };
  return (
    <div class="map-options">
      <label class="field">
        Roads for
        <select value={shown.side} onChange={(event) => setDesk({ side: event.currentTarget.value })}>
          {theatre.sides.map((side) => (
            <option key={side.id} value={side.id}>
              {side.name}
            </option>
          ))}
        </select>
      </label>
      {background !== null && (
        <label class="field">
          <input
            type="checkbox"
            checked={background}
            onChange={(event) => onBackground(event.currentTarget.checked)}
          />
          Background map
        </label>
      )}
      <label class="file">
        <span>{told || "Add boundaries…"}</span>
        <input
          type="file"
          accept=".geojson,.json,application/geo+json"
          aria-label="Add boundaries from a GeoJSON file"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
    </div>
  );
}
