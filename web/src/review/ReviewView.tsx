/** The review desk: what waits for a word, the weightiest and least sure first; and the word. */
import { useState } from "preact/hooks";
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { EventTold, Me, Queue, Queued, ReviewState, Theatre } from "../api/shapes";
import { eventTime, eventTitle } from "../events/wording";
import { Answer } from "../shell/Answer";
import { useShortcuts } from "../shell/keys";
import { setDesk } from "../state/desk";
import type { DeskState } from "../state/desk_state";
import { Bench } from "./Bench";

const STATES: readonly ReviewState[] = ["waiting", "released", "withdrawn"];
const LISTED = 100;

interface ReviewViewProps {
  theatre: Theatre;
  state: DeskState;
  me: Me | null;
}

export function ReviewView({ theatre, state, me }: ReviewViewProps) {
  const [listed, setListed] = useState<ReviewState>("waiting");
  const [ticked, setTicked] = useState<readonly Queued[]>([]);
  const may = me?.may_review ?? false;
  const queue = useResource<Queue>(may ? apiPath("review", { state: listed, limit: LISTED }) : null);
  if (!may)
    return (
      <section class="page" aria-label="Review">
        <h2>Review</h2>
        <p class="notice">Only analysts and editors review. Log in with such an account, or ask for one.</p>
      </section>
    );
  return (
    <section class="page review" aria-label="Review">
      <header class="page-head">
        <h2>Review</h2>
        <fieldset class="segments">
          <legend class="sr">Which events</legend>
          {STATES.map((one) => (
            <button key={one} type="button" aria-pressed={one === listed} onClick={() => setListed(one)}>
              {one}
            </button>
          ))}
        </fieldset>
        <p class="quiet">Nothing is published without a person’s word.</p>
      </header>
      <Answer from={queue} what="the queue">
        {({ total, queue: rows }) => (
          <Desk
            rows={rows}
            total={total}
            theatre={theatre}
            state={state}
            ticked={ticked}
            onTicked={setTicked}
          />
        )}
      </Answer>
    </section>
  );
}

interface DeskProps {
  rows: readonly Queued[];
  total: number;
  theatre: Theatre;
  state: DeskState;
  ticked: readonly Queued[];
  onTicked: (ticked: readonly Queued[]) => void;
}

function Desk({ rows, total, theatre, state, ticked, onTicked }: DeskProps) {
  const index = rows.findIndex(({ event }) => event.id === state.event);
  const told = useResource<EventTold>(
    state.event ? apiPath(`events/${encodeURIComponent(state.event)}`) : null,
  );
  const go = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!row) return;
    setDesk({ event: row.event.id, document: "", claim: "" });
    document.getElementById(`queued-${row.event.id}`)?.scrollIntoView({ block: "nearest" });
  };
  const tick = (row: Queued | undefined) => {
    if (!row) return;
    const without = ticked.filter(({ event }) => event.id !== row.event.id);
    onTicked(without.length < ticked.length ? without : [...ticked, row]);
  };
  useShortcuts([
    { key: "j", act: () => go(index + 1) },
    { key: "k", act: () => go(index - 1) },
    { key: "x", act: () => tick(rows[index]) },
  ]);
  return (
    <div class="review-desk">
      <div class="queue">
        <p class="quiet" role="status">
          {total === 0
            ? "Nothing is in this list."
            : `${rows.length} of ${total}, the weightiest and least sure first`}
        </p>
        <ol>
          {rows.map((row) => (
            <li
              key={row.event.id}
              id={`queued-${row.event.id}`}
              class={row.event.id === state.event ? "is-chosen" : ""}
            >
              <input
                type="checkbox"
                aria-label={`Tick for merging: ${eventTitle(row.event)}`}
                checked={ticked.some(({ event }) => event.id === row.event.id)}
                onChange={() => tick(row)}
              />
              <div>
                <button
                  type="button"
                  class="link"
                  aria-current={row.event.id === state.event ? "true" : undefined}
                  onClick={() => setDesk({ event: row.event.id, document: "", claim: "" })}
                >
                  {eventTitle(row.event)}
                </button>
                <span class="quiet"> {eventTime(row.event)}</span>
                <span class={`tag standing-${row.event.standing}`}>{row.event.standing}</span>
                <ul class="reasons">
                  {row.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      </div>
      <div class="bench">
        {state.event ? (
          <Answer from={told} what="the event">
            {(event) => (
              <Bench
                key={event.event.id}
                told={event}
                ticked={ticked}
                theatre={theatre}
                onDone={() => onTicked([])}
                onNext={() => go(index + 1)}
              />
            )}
          </Answer>
        ) : (
          <p class="quiet">
            Choose an event, or press <kbd>j</kbd>.
          </p>
        )}
      </div>
    </div>
  );
}
