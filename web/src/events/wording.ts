import type { Claim, ConflictEvent, NamedText } from "../api/shapes";
import { span } from "../time/days";

type EventLine = Pick<
  ConflictEvent,
  "type" | "actors" | "actor_words" | "targets" | "target_words" | "places"
>;

export function named(parts: readonly NamedText[], words: readonly string[] = []): string {
  const names = parts.map((part) => part.name ?? part.text ?? "").filter(Boolean);
  return [...new Set(names.length ? names : words)].join(", ");
}

/** An event in a line: "Taliban: capture, Zaranj". */
export function eventTitle(event: EventLine): string {
  const actors = named(event.actors, event.actor_words);
  const targets = named(event.targets, event.target_words);
  const act = (event.type.split(".")[1] ?? event.type).replaceAll("_", " ");
  const who = [actors, targets].filter(Boolean).join(" → ");
  const what = [act, named(event.places)].filter(Boolean).join(", ");
  return who ? `${who}: ${what}` : what.charAt(0).toUpperCase() + what.slice(1);
}

export function eventTime(event: Pick<ConflictEvent, "time">): string {
  return event.time ? span(event.time.start, event.time.end) : "undated";
}

export function voiceOf(claim: Claim): string {
  return claim.speaker ? (claim.speaker.resolved?.name ?? claim.speaker.text) : claim.outlet;
}

/** What weakens or turns a claim; "" for a plain report. */
export function caveat({
  polarity,
  modality,
  aspect,
}: {
  polarity: string;
  modality: string;
  aspect?: string;
}): string {
  const said = [];
  if (polarity === "no") said.push("denied");
  if (modality !== "reported") said.push(modality);
  if (aspect && aspect !== "done") said.push(aspect);
  return [...new Set(said)].join(", ");
}

/** How many outlets tell of an event, copies of one text counted apart. */
export function outletsOf(event: ConflictEvent): { outlets: number; copies: number } {
  const own = new Set(event.claims.filter((claim) => !claim.copy_of).map((claim) => claim.outlet));
  const copies = new Set(event.claims.filter((claim) => claim.copy_of).map((claim) => claim.document));
  return { outlets: own.size, copies: copies.size };
}
