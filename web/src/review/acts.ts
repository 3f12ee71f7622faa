/** What can be said of events, and what the server is told. */
import { post } from "../api/client";
import type { EventTold, Queued, ReviewState } from "../api/shapes";

export type Act = "release" | "withdraw" | "merge" | "split" | "undo";

export interface Said {
  act: Act;
  ids: string[];
  claims: string[];
  note: string;
  /** The version of each event that was looked at. */
  seen: string[];
}

export interface Decided {
  done: string;
  by: string;
  events: { event: EventTold["event"]; state: ReviewState; seen: string }[];
}

export function say({ act, ...body }: Said): Promise<Decided> {
  return post<Decided>(`/api/review/${act}`, body);
}

interface Chosen {
  told: EventTold;
  ticked: readonly Queued[];
  claims: readonly string[];
  note: string;
}

/** The judgement on what is chosen, or why there is none yet. */
export function saidOf(act: Act, { told, ticked, claims, note }: Chosen): Said | { missing: string } {
  const own = { id: told.event.id, seen: told.seen ?? "" };
  if (act === "merge") {
    const others = ticked
      .filter(({ event }) => event.id !== own.id)
      .map(({ event, seen }) => ({ id: event.id, seen }));
    if (!others.length) return { missing: "Tick another event in the queue (x), then merge." };
    const all = [own, ...others];
    return { act, ids: all.map(({ id }) => id), claims: [], note, seen: all.map(({ seen }) => seen) };
  }
  if (act === "split" && !claims.length)
    return { missing: "Tick the claims that are another event, then split." };
  if (act === "split" && claims.length === told.event.claims.length)
    return { missing: "All the claims are ticked: nothing would be left. Untick those that stay." };
  const parted = act === "split" || act === "undo" ? [...claims] : [];
  return { act, ids: [own.id], claims: parted, note, seen: [own.seen] };
}
