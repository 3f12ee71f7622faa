import { type Day, isDay } from "../time/days";

export const VIEWS = ["map", "places", "timeline", "events", "review", "sources"] as const;
export type View = (typeof VIEWS)[number];

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

/**
 * What is on the screen, and all of it: the page's address is made from this, and a colleague who opens the address
 * sees the same.  "" = not chosen: for `on` the last day told of, for `known` all that is known now.
 */
export interface DeskState {
  view: View;
  on: Day;
  /** What was known at the end of this day; "day" = of whichever day is shown. */
  known: Day | "day" | "";
  /** What changed since the end of this day. */
  since: Day | "";
  /** The side whose roads are shown. */
  side: string;
  place: string;
  event: string;
  document: string;
  /** A claim of the document or event, to be pointed at. */
  claim: string;
  type: string;
  map: Camera | null;
}

export const START: DeskState = {
  view: "map",
  on: "",
  known: "",
  since: "",
  side: "",
  place: "",
  event: "",
  document: "",
  claim: "",
  type: "",
  map: null,
};

const TEXTS = ["side", "place", "event", "document", "claim", "type"] as const;

export function fromAddress(search: string): DeskState {
  const said = new URLSearchParams(search);
  const day = (name: string) => {
    const value = said.get(name) ?? "";
    return isDay(value) ? value : "";
  };
  const state: DeskState = { ...START, on: day("on"), known: day("known"), since: day("since") };
  if (said.get("known") === "day") state.known = "day";
  const view = said.get("view");
  if (VIEWS.includes(view as View)) state.view = view as View;
  for (const name of TEXTS) state[name] = said.get(name) ?? "";
  state.map = cameraFrom(said.get("map") ?? "");
  return state;
}

export function toAddress(state: DeskState): string {
  const said = new URLSearchParams();
  if (state.view !== START.view) said.set("view", state.view);
  for (const name of ["on", "known", "since", ...TEXTS] as const)
    if (state[name]) said.set(name, state[name]);
  if (state.map) {
    const { zoom, lat, lon } = state.map;
    said.set("map", `${zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`);
  }
  // Slashes and colons are allowed in a query and read better unescaped.
  const text = said.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
  return text ? `?${text}` : "";
}

function cameraFrom(text: string): Camera | null {
  const parts = text.split("/").map(Number);
  const [zoom, lat, lon] = parts;
  if (parts.length !== 3 || zoom === undefined || lat === undefined || lon === undefined) return null;
  const sound = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return sound ? { zoom, lat, lon } : null;
}

/** A step along time or a drag of the map is no page to go back to; a choice or another view is. */
export function isPage(before: DeskState, after: DeskState): boolean {
  return (["view", "place", "event", "document"] as const).some((name) => before[name] !== after[name]);
}
