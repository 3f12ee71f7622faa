/** The right side: the evidence of what is chosen, and with nothing chosen the picture in words. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Theatre } from "../api/shapes";
import { setDesk } from "../state/desk";
import type { DeskState } from "../state/desk_state";
import type { Shown } from "../state/shown";
import { DocumentEvidence } from "./DocumentEvidence";
import { EventEvidence } from "./EventEvidence";
import { PlaceEvidence } from "./PlaceEvidence";

interface PanelProps {
  theatre: Theatre;
  state: DeskState;
  shown: Shown;
  children: ComponentChildren;
}

/** The innermost of what is chosen: a document within an event within a place. */
export function chosenKind(state: DeskState): "document" | "event" | "place" | "" {
  return state.document ? "document" : state.event ? "event" : state.place ? "place" : "";
}

export function closeInnermost(state: DeskState): void {
  const kind = chosenKind(state);
  if (kind === "document") setDesk({ document: "", claim: "" });
  else if (kind) setDesk({ [kind]: "" });
}

export function Panel({ theatre, state, shown, children }: PanelProps) {
  const kind = chosenKind(state);
  const chosen = state.document || state.event || state.place;
  const box = useRef<HTMLElement>(null);
  // The reader goes where the answer is; the picture in words takes no focus.
  useEffect(() => {
    if (!chosen) return;
    box.current?.scrollTo(0, 0);
    // In the review the keys go through the queue, and the focus stays there.
    if (state.view !== "review") box.current?.focus({ preventScroll: innerWidth > 900 });
  }, [chosen, state.view]);
  const outer = [state.place && "place", state.event && "event", state.document && "document"].filter(
    Boolean,
  );
  return (
    <aside class="panel" aria-label={kind ? "Evidence" : "The picture in words"} ref={box} tabIndex={-1}>
      {kind && (
        <div class="panel-bar">
          <button type="button" class="button" onClick={() => closeInnermost(state)}>
            {outer.length > 1 ? `‹ Back to the ${outer.at(-2)}` : "‹ Back to the picture"}
          </button>
          <kbd aria-hidden="true">Esc</kbd>
        </div>
      )}
      {kind === "document" && <DocumentEvidence id={state.document} claim={state.claim} />}
      {kind === "event" && <EventEvidence id={state.event} theatre={theatre} shown={shown} />}
      {kind === "place" && <PlaceEvidence place={state.place} theatre={theatre} shown={shown} />}
      {!kind && children}
    </aside>
  );
}
