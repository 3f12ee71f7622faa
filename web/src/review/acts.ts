/** What can be said of events, and what the server is told. */
import { post } from "../api/client";
import type { EventTold, Queued, ReviewState } from "../api/shapes";

export type Act = "release" | "withdraw" | "merge" | "split" | "undo" | "correct" | "as-coded";

export interface Said {
  act: Act;
  ids: string[];
  claims: string[];
  note: string;
  /** The version of each event that was looked at. */
  seen: string[];
  /** Of a correction: the claim, the field, and what it is; as coded again: the fields. */
  claim?: string;
  field?: string;
  value?: string;
  fields?: string[];
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
  return { ...about(told, note), act, claims: parted };
}

/** What a claim's fields may be; an empty list = words, days or numbers that a person writes. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  type: [],
  place: [],
  actor: [],
  target: [],
  people: [],
  origin: [],
  destination: [],
  time: [],
  killed: [],
  wounded: [],
  displaced: [],
  detained: [],
  freed: [],
  missing: [],
  modality: ["reported", "claimed", "alleged", "denied", "planned", "threatened", "possible"],
  polarity: ["yes", "no"],
  aspect: ["done", "ongoing", "attempted"],
  status: ["held", "planned", "stalled", "refused", "none"],
  background: ["yes", "no"],
  descriptive: ["yes", "no"],
  dismissed: ["yes", "no"],
  retracted: ["yes", "no"],
};

/** What to write in a field, in a few words. */
export const HINTS: Readonly<Record<string, string>> = {
  place: "a name, or none",
  actor: "a name, several parted by ;, or none",
  target: "a name, several parted by ;, or none",
  people: "words, or none",
  origin: "a place, or none",
  destination: "a place, or none",
  time: "2021-08-12, or 2021-08-10..2021-08-12",
};
export const COUNT_HINT = "12, 10-15, 10+ or none";

interface PutRight {
  told: EventTold;
  claims: readonly string[];
  field: string;
  value: string;
  note: string;
}

/** A field of the one ticked claim put right, or why that cannot be said yet. */
export function correctionOf({ told, claims, field, value, note }: PutRight): Said | { missing: string } {
  const claim = onlyClaim(told, claims);
  if (!claim) return { missing: "Tick the one claim that was read wrongly." };
  if (!value.trim()) return { missing: "Say what it is." };
  return { ...about(told, note), act: "correct", claim, field, value: value.trim() };
}

/** The one ticked claim as it was coded, or why that cannot be said yet. */
export function asCodedOf({
  told,
  claims,
  note,
}: Omit<PutRight, "field" | "value">): Said | { missing: string } {
  const claim = onlyClaim(told, claims);
  if (!claim) return { missing: "Tick the one claim that should be as it was coded." };
  return { ...about(told, note), act: "as-coded", claim };
}

function onlyClaim(told: EventTold, claims: readonly string[]): string | undefined {
  const [first, ...others] = claims.length ? claims : told.event.claims.map(({ id }) => id);
  return others.length ? undefined : first;
}

function about(told: EventTold, note: string): Omit<Said, "act"> {
  return { ids: [told.event.id], claims: [], note, seen: [told.seen ?? ""] };
}
