import { useState } from "preact/hooks";
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { EventList, EventRow, Theatre } from "../api/shapes";
import { range } from "../places/wording";
import { Answer } from "../shell/Answer";
import { setDesk } from "../state/desk";
import type { DeskState } from "../state/desk_state";
import { type Shown, weekTo } from "../state/shown";
import { shortDay } from "../time/days";
import { caveat, eventTime, eventTitle } from "./wording";

const PAGE = 50;
const SPANS = ["week", "day", "all"] as const;
type Span = (typeof SPANS)[number];

interface EventsViewProps {
  theatre: Theatre;
  state: DeskState;
  shown: Shown;
}

export function EventsView({ theatre, state, shown }: EventsViewProps) {
  const [within, setWithin] = useState<Span>("week");
  const [offset, setOffset] = useState(0);
  const days = within === "all" ? {} : within === "day" ? { from: shown.on, to: shown.on } : weekTo(shown.on);
  const [atPlace, setAtPlace] = useState(false);
  const asked = {
    ...days,
    known: shown.known,
    type: state.type,
    place: atPlace ? state.place : "",
    offset,
    limit: PAGE,
  };
  const list = useResource<EventList>(apiPath("events", asked));
  const again = (change: () => void) => {
    setOffset(0);
    change();
  };
  const families = [...new Set(Object.keys(theatre.types).map((type) => type.split(".")[0] ?? type))];
  const chosenPlace = theatre.places.find(({ key }) => key === state.place);
  return (
    <section class="page" aria-label="Events">
      <header class="page-head">
        <h2>Events</h2>
        <fieldset class="segments">
          <legend class="sr">Of which days</legend>
          {SPANS.map((span) => (
            <button
              key={span}
              type="button"
              aria-pressed={span === within}
              onClick={() => again(() => setWithin(span))}
            >
              {span === "week"
                ? `week to ${shortDay(shown.on)}`
                : span === "day"
                  ? shortDay(shown.on)
                  : "all days"}
            </button>
          ))}
        </fieldset>
        <label class="field">
          Kind
          <select
            value={state.type}
            onChange={(event) => again(() => setDesk({ type: event.currentTarget.value }))}
          >
            <option value="">every kind</option>
            {families.map((family) => (
              <optgroup key={family} label={family}>
                <option value={`${family}.`}>all of {family}</option>
                {Object.entries(theatre.types)
                  .filter(([type]) => type.startsWith(`${family}.`))
                  .map(([type, label]) => (
                    <option key={type} value={type}>
                      {label}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        {chosenPlace && (
          <label class="check">
            <input type="checkbox" checked={atPlace} onChange={() => again(() => setAtPlace(!atPlace))} />{" "}
            only at {chosenPlace.name}
          </label>
        )}
      </header>
      <Answer from={list} what="the events">
        {({ total, events }) => (
          <>
            <p class="quiet" role="status">
              {total === 0
                ? "No event is told of these days."
                : `${offset + 1} to ${offset + events.length} of ${total}, the latest first`}
            </p>
            <EventTable events={events} chosen={state.event} theatre={theatre} />
            {total > PAGE && (
              <p class="pager">
                <button
                  type="button"
                  class="button"
                  disabled={offset === 0}
                  onClick={() => setOffset(Math.max(0, offset - PAGE))}
                >
                  ‹ Later
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={offset + PAGE >= total}
                  onClick={() => setOffset(offset + PAGE)}
                >
                  Earlier ›
                </button>
              </p>
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

function EventTable({
  events,
  chosen,
  theatre,
}: {
  events: readonly EventRow[];
  chosen: string;
  theatre: Theatre;
}) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Table of events">
      <table class="table events">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Figures</th>
            <th scope="col">How sure</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id} class={event.id === chosen ? "is-chosen" : ""}>
              <td class="nowrap">{eventTime(event)}</td>
              <th scope="row">
                <button type="button" class="link" onClick={() => setDesk({ event: event.id, document: "" })}>
                  {eventTitle(event)}
                </button>
                <span class="sentence">{event.sentence}</span>
                <span class="quiet">
                  {theatre.types[event.type] ?? event.type} · {event.outlets.join(", ")}
                </span>
              </th>
              <td class="figures">
                {event.figures.map((figure) => (
                  <span key={figure.what} class="nowrap">
                    {figure.what} {range(figure.low, figure.best, figure.high)}
                  </span>
                ))}
              </td>
              <td>
                <span class={`tag standing-${event.standing}`}>{event.standing}</span>
                {caveat(event) && <span class="quiet caveat">{caveat(event)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
