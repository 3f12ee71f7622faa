/** Another word came first: what was looked at and what it is now, side by side; the own word is kept until one decides. */
import { useEffect, useRef } from "preact/hooks";
import { type ApiFailure, apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Conflict, ConflictEvent, EventTold, Theatre } from "../api/shapes";
import { eventTitle } from "../events/wording";
import { plural } from "../places/wording";
import { Answer } from "../shell/Answer";
import type { Said } from "./acts";

export interface Refused {
  said: Said;
  failure: ApiFailure;
  /** The events as they were looked at, by the version that was sent. */
  looked: ReadonlyMap<string, ConflictEvent>;
}

interface ConflictNoteProps {
  refused: Refused;
  theatre: Theatre;
  onAgain: (said: Said) => void;
  onLeave: () => void;
}

export function ConflictNote({ refused, theatre, onAgain, onLeave }: ConflictNoteProps) {
  const { said, failure, looked } = refused;
  const told = failure.body as Conflict;
  const before = looked.get(told.mine);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  // The address differs from that of the bench's own event, whose answer is from before.
  const now = useResource<EventTold>(apiPath(`events/${encodeURIComponent(told.event)}`, { at: told.now }));
  return (
    <div class="notice notice-warn conflict" role="alert" tabIndex={-1} ref={box}>
      <p>
        <b>{failure.message}</b> Your word ({said.act}
        {said.note && `: “${said.note}”`}) was not recorded, and is kept here.
      </p>
      {told.theirs.length > 0 && (
        <ul>
          {told.theirs.map((word) => (
            <li key={`${word.by} ${word.at} ${word.what}`}>
              <b>{word.by}</b>, {word.at.slice(0, 16).replace("T", " ")}: {word.what}
              {word.note && `: “${word.note}”`}
            </li>
          ))}
        </ul>
      )}
      <div class="versions">
        {before && <Version title="What you looked at" event={before} theatre={theatre} />}
        <Answer from={now} what="the event as it is now">
          {({ event }) => <Version title="What it is now" event={event} theatre={theatre} />}
        </Answer>
      </div>
      <p>
        <button type="button" class="button" onClick={() => onAgain(lookedAgain(said, told))}>
          Say it all the same
        </button>
        <button type="button" class="button" onClick={onLeave}>
          Leave it as it is now
        </button>
      </p>
    </div>
  );
}

function lookedAgain(said: Said, { event, mine, now }: Conflict): Said {
  const at = said.seen.indexOf(mine);
  return { ...said, ids: said.ids.with(at, event), seen: said.seen.with(at, now) };
}

function Version({ title, event, theatre }: { title: string; event: ConflictEvent; theatre: Theatre }) {
  return (
    <section class="version">
      <h4>{title}</h4>
      <p>
        {eventTitle(event)}
        <br />
        <span class="quiet">
          {theatre.types[event.type] ?? event.type}, {event.standing}, {plural(event.claims.length, "claim")}
        </span>
      </p>
      <ul>
        {event.claims.map((claim) => (
          <li key={claim.id}>
            {claim.sentence.text} <span class="quiet">{claim.outlet}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
