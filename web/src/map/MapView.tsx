/** The map: MapLibre without any server of tiles or fonts. What it shows comes in; what is clicked goes out. */
import {
  AttributionControl,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import workerAt from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { GeoJSON } from "geojson";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Control, EventRow, RoadLink, Theatre, Tiles } from "../api/shapes";
import { isStill } from "../shell/motion";
import { useScheme } from "../shell/scheme";
import type { Camera } from "../state/desk_state";
import { drawMark } from "./draw_mark";
import { differing, eventFeatures, type Look, looks, placeFeatures, roadFeatures } from "./features";
import { markNamed } from "./mark";
import { loadCountries } from "./outlines";
import { type Palette, readPalette } from "./palette";
import { EMPTY, mapStyle } from "./style";

setWorkerUrl(workerAt);

/** Pictures are drawn this large and shown at half, so that they stay sharp. */
const PICTURE = 64;
const FINGER = 10;
const BACKGROUND = "background-map";
/** On a map so wide the legend lies open, and the theatre beside most of it. */
const WIDE = 800;
const LEGEND = 220;

export interface MapProps {
  theatre: Theatre;
  controls: readonly Control[];
  links: readonly RoadLink[];
  events: readonly EventRow[];
  changed: ReadonlySet<string>;
  side: string;
  place: string;
  camera: Camera | null;
  boundaries: GeoJSON | null;
  /** The background map to show; null = none. */
  tiles: Tiles | null;
  onPlace: (key: string) => void;
  onCamera: (camera: Camera) => void;
}

export function MapView(props: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [trouble, setTrouble] = useState("");
  const scheme = useScheme();
  const latest = useRef(props);
  latest.current = props;
  const { theatre, controls, links, events, changed, side, place, camera, boundaries, tiles } = props;

  // The map is made once for a theatre and scheme.
  useEffect(() => {
    if (!box.current) return;
    const palette = readPalette();
    let isGone = false;
    let made: MapLibre;
    try {
      made = makeMap(box.current, palette, latest.current);
    } catch {
      setTrouble("This browser cannot draw the map (WebGL2 is off). The view Places lists the same.");
      return;
    }
    made.on("error", ({ error }) => {
      if (/worker/i.test(error.message))
        setTrouble("The map's worker did not load. The view Places lists the same.");
    });
    made.on("moveend", () => {
      const { lat, lng } = made.getCenter();
      latest.current.onCamera({ zoom: made.getZoom(), lat, lon: lng });
    });
    made.on("click", (event) => choose(made, event, latest.current.onPlace));
    made.on("mousemove", (event) => {
      made.getCanvas().style.cursor = placeUnder(made, event) ? "pointer" : "";
    });
    made.once("load", () => {
      source(made, "places").setData(placeFeatures(theatre.places));
      loadCountries(theatre.places).then(
        // They may come after the reader has gone to another view.
        (countries) => void (isGone || source(made, "countries").setData(countries)),
        () => setTrouble("The outlines of the countries did not load; the places are right all the same."),
      );
      shown.current = [];
      setMap(made);
    });
    return () => {
      isGone = true;
      setMap(null);
      made.remove();
    };
  }, [theatre, scheme]);

  const shown = useRef<Look[]>([]);
  useEffect(() => {
    if (!map) return;
    const now = looks(theatre.places, controls, theatre.sides, changed);
    const update = differing(shown.current, now).map((id) => ({
      id,
      addOrUpdateProperties: [
        { key: "mark", value: now[id]?.mark },
        { key: "changed", value: now[id]?.changed },
      ],
    }));
    shown.current = now;
    if (update.length) source(map, "places").updateData({ update });
  }, [map, controls, changed, theatre]);

  useEffect(() => {
    if (map) source(map, "roads").setData(roadFeatures(theatre.roads, links, side));
  }, [map, links, side, theatre]);

  useEffect(() => {
    if (map) source(map, "events").setData(eventFeatures(events, theatre.places));
  }, [map, events, theatre]);

  useEffect(() => {
    if (map) source(map, "boundaries").setData(boundaries ?? EMPTY);
  }, [map, boundaries]);

  useEffect(() => {
    if (!map || !tiles) return;
    map.addSource(BACKGROUND, {
      type: "raster",
      tiles: [tiles.url],
      tileSize: 256,
      attribution: textOf(tiles.credit),
    });
    map.addLayer({ id: BACKGROUND, type: "raster", source: BACKGROUND }, "borders");
    return () => {
      if (!map.getLayer(BACKGROUND)) return;
      map.removeLayer(BACKGROUND);
      map.removeSource(BACKGROUND);
    };
  }, [map, tiles]);

  useEffect(() => {
    if (!map) return;
    const chosen = theatre.places.find(({ key }) => key === place);
    const data = chosen ? placeFeatures([chosen]) : EMPTY;
    source(map, "chosen").setData(data);
    if (!chosen || chosen.lat === null || chosen.lon === null) return;
    const at: [number, number] = [chosen.lon, chosen.lat];
    if (!map.getBounds().contains(at)) map.easeTo({ center: at, animate: !isStill() });
  }, [map, place, theatre]);

  // Going back in the browser's history moves the map too.
  useEffect(() => {
    if (!map || !camera) return;
    const { lat, lng } = map.getCenter();
    const away =
      Math.abs(lat - camera.lat) + Math.abs(lng - camera.lon) + Math.abs(map.getZoom() - camera.zoom);
    if (away > 0.01) map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
  }, [map, camera]);

  return (
    <div class="map">
      <div class="map-canvas" ref={box} />
      {trouble && (
        <p class="notice notice-warn map-trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function makeMap(container: HTMLElement, palette: Palette, { theatre, camera }: MapProps): MapLibre {
  const bounds = new LngLatBounds();
  for (const { lat, lon } of theatre.places) if (lat !== null && lon !== null) bounds.extend([lon, lat]);
  const map = new MapLibre({
    container,
    style: mapStyle(palette),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    ...(camera
      ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom }
      : {
          bounds,
          fitBoundsOptions: {
            padding: { top: 64, bottom: 36, left: container.clientWidth > WIDE ? LEGEND : 36, right: 60 },
          },
        }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
  map.addControl(
    new AttributionControl({ compact: false, customAttribution: "Outlines: Natural Earth" }),
    "bottom-right",
  );
  map.getCanvas().setAttribute("aria-label", "Map. The view Places lists the same as a table.");
  map.setMissingStyleImageResolver((id) => {
    const picture = pictureOf(id, palette);
    if (picture && !map.hasImage(id)) map.addImage(id, picture, { pixelRatio: 2 });
  });
  return map;
}

function pictureOf(name: string, palette: Palette): ImageData | null {
  const mark = markNamed(name);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PICTURE;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!mark || !brush) return null;
  drawMark(brush, PICTURE, mark, palette);
  return brush.getImageData(0, 0, PICTURE, PICTURE);
}

/** MapLibre sets a credit as markup; ours is words. */
function textOf(words: string): string {
  return words.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function source(map: MapLibre, name: string): GeoJSONSource {
  return map.getSource(name) as GeoJSONSource;
}

function placeUnder(map: MapLibre, { point }: MapMouseEvent): string | null {
  const around: [[number, number], [number, number]] = [
    [point.x - FINGER, point.y - FINGER],
    [point.x + FINGER, point.y + FINGER],
  ];
  const [found] = map.queryRenderedFeatures(around, { layers: ["places", "minor-places", "names"] });
  return found ? String(found.properties.key) : null;
}

function choose(map: MapLibre, event: MapMouseEvent, onPlace: (key: string) => void): void {
  const key = placeUnder(map, event);
  if (key) onPlace(key);
}
