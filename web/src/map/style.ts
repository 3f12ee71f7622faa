/** The map's layers, from the ground up. Every colour comes from the palette, every picture from draw_mark. */
import type { StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

export const EMPTY = { type: "FeatureCollection" as const, features: [] };
/** Set before the picture is there, so that no mark shows a state that nobody told. */
const HAS_MARK = ["!=", ["get", "mark"], ""];
const FONT = ["system-ui", "sans-serif"];

export function mapStyle(palette: Palette): StyleSpecification {
  const line = (status: string, paint: Record<string, unknown>) => ({
    id: `road-${status}`,
    type: "line" as const,
    source: "roads",
    filter: ["==", ["get", "status"], status] as never,
    layout: { "line-cap": "butt" as const, "line-join": "round" as const },
    paint: paint as never,
  });
  const sized = (one: number, many: number) => [
    "interpolate",
    ["linear"],
    ["sqrt", ["get", "count"]],
    1,
    one,
    5,
    many,
  ];
  const wide = (scale: number) => [
    "interpolate",
    ["linear"],
    ["zoom"],
    4,
    1.1 * scale,
    7,
    2.1 * scale,
    11,
    4 * scale,
  ];
  const marks = (id: string, of: unknown[], isMinor: boolean) => ({
    id,
    type: "symbol" as const,
    source: "places",
    filter: ["all", HAS_MARK, of] as never,
    layout: {
      "icon-image": ["get", "mark"] as never,
      "icon-size": [
        "interpolate",
        ["linear"],
        ["zoom"],
        4,
        isMinor ? 0.4 : 0.62,
        7,
        isMinor ? 0.7 : 0.95,
      ] as never,
      "icon-allow-overlap": true,
      "icon-ignore-placement": isMinor,
      "icon-padding": 0,
    },
  });
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: EMPTY },
      boundaries: { type: "geojson", data: EMPTY },
      roads: { type: "geojson", data: EMPTY },
      places: { type: "geojson", data: EMPTY },
      events: { type: "geojson", data: EMPTY },
      chosen: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": palette.sea } },
      {
        id: "land",
        type: "fill",
        source: "countries",
        paint: { "fill-color": ["case", ["get", "home"], palette.land, palette.neighbour] },
      },
      {
        id: "borders",
        type: "line",
        source: "countries",
        paint: { "line-color": palette.border, "line-width": ["case", ["get", "home"], 1.6, 0.7] },
      },
      {
        id: "boundaries",
        type: "line",
        source: "boundaries",
        paint: { "line-color": palette.border, "line-width": 0.8, "line-dasharray": [3, 2] },
      },
      line("none", { "line-color": palette.border, "line-width": wide(0.8) }),
      line("open", { "line-color": palette.open, "line-width": wide(1) }),
      line("restricted", {
        "line-color": palette.restricted,
        "line-width": wide(1.35),
        "line-dasharray": [4, 1.4],
      }),
      line("cut", { "line-color": palette.cut, "line-width": wide(1.2), "line-dasharray": [1.1, 1.5] }),
      {
        id: "events",
        type: "circle",
        source: "events",
        paint: {
          "circle-radius": [
            "interpolate",
            ["linear"],
            ["zoom"],
            4,
            sized(6, 14),
            6,
            sized(14, 28),
            9,
            sized(22, 44),
          ] as never,
          "circle-color": palette.event,
          "circle-opacity": 0.16,
          "circle-stroke-color": palette.event,
          "circle-stroke-opacity": 0.5,
          "circle-stroke-width": 1,
        },
      },
      {
        id: "changed",
        type: "circle",
        source: "places",
        filter: ["get", "changed"],
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 10, 7, 15],
          "circle-color": palette.changed,
          "circle-opacity": 0.35,
          "circle-stroke-color": palette.changed,
          "circle-stroke-width": 2.5,
        },
      },
      {
        id: "chosen",
        type: "circle",
        source: "chosen",
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 13, 7, 18],
          "circle-opacity": 0,
          "circle-stroke-color": palette.ink,
          "circle-stroke-width": 2,
        },
      },
      marks("minor-places", [">", ["get", "rank"], 0], true),
      // Names lie below the marks of the places that count most: what lies above is placed first, and names keep clear.
      {
        id: "names",
        type: "symbol",
        source: "places",
        filter: HAS_MARK as never,
        layout: {
          "text-field": [
            "step",
            ["zoom"],
            ["case", ["<=", ["get", "rank"], 0], ["get", "name"], ""],
            6.2,
            ["get", "name"],
          ],
          "text-font": FONT,
          "text-size": [
            "interpolate",
            ["linear"],
            ["zoom"],
            4,
            ["match", ["get", "rank"], 0, 11, 10],
            8,
            ["match", ["get", "rank"], 0, 15, 12],
          ],
          // Clear of its own mark on every side; the first that is free is taken.
          "text-variable-anchor-offset": [
            "left",
            [1.05, 0],
            "right",
            [-1.05, 0],
            "top",
            [0, 1.2],
            "bottom",
            [0, -1.2],
            "top-left",
            [0.7, 1.1],
            "bottom-left",
            [0.7, -1.1],
            "top-right",
            [-0.7, 1.1],
            "bottom-right",
            [-0.7, -1.1],
          ],
          "text-justify": "auto",
          "text-padding": 1,
          "symbol-sort-key": ["get", "rank"],
        },
        paint: {
          "text-color": palette.ink,
          "text-halo-color": palette.land,
          "text-halo-width": 1.8,
        },
      },
      marks("places", ["<=", ["get", "rank"], 0], false),
    ],
  };
}
