import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Claim, EventTold, Figure, Merge, Theatre } from "../api/shapes";
import { eventTime, eventTitle, outletsOf } from "../events/wording";
import { percent, plural, range } from "../places/wording";
import { Answer } from "../shell/Answer";
import { setDesk } from "../state/desk";
import type { Shown } from "../state/shown";
import { Quote } from "./Quote";
import { quotedClaim } from "./quoted";

export function EventEvidence({ id, theatre, shown }: { id: string; theatre: Theatre; shown: Shown }) {
  const event = useResource<EventTold>(apiPath(`events/${encodeURIComponent(id)}`, { known: shown.known }));
  return (
    <Answer from={event} what="the event">
      {(told) => <EventStory told={told} theatre={theatre} />}
    </Answer>
  );
}

export function EventStory({ told, theatre }: { told: EventTold; theatre: Theatre }) {
  const { event, state } = told;
  const { outlets, copies } = outletsOf(event);
  const versions = versionsOf(event.claims);
  return (
    <article>
      <header class="evidence-head">
        <p class="quiet">
          {theatre.types[event.type] ?? event.type}, {eventTime(event)}
        </p>
        <h2>{eventTitle(event)}</h2>
        <p>
          <span class={`tag standing-${event.standing}`}>{event.standing}</span>
          {state && (
            <span class={`tag state-${state}`}>{state === "waiting" ? "waits for review" : state}</span>
          )}
          <span class="quiet">
            {" "}
            {plural(event.claims.length, "claim")} of {plural(outlets, "outlet")}
            {copies > 0 && `, and ${plural(copies, "copy", "copies")} that count once`}
          </span>
        </p>
        <Places keys={told.place_keys} theatre={theatre} />
      </header>
      <Figures figures={event.figures} claims={event.claims} />
      {versions.length > 1 ? (
        <section>
          <h3>Versions that conflict</h3>
          <div class="versions">
            {versions.map(({ stance, claims }) => (
              <section key={stance} class="version">
                <h4>
                  {stance} <span class="count">{claims.length}</span>
                </h4>
                <Quotes claims={claims} />
              </section>
            ))}
          </div>
        </section>
      ) : (
        <section>
          <h3>What was said</h3>
          <Quotes claims={event.claims} />
        </section>
      )}
      <Merges merges={event.merges} claims={event.claims} />
    </article>
  );
}

/** The claims by what they say of the act: that it was, that it was not, that it was only claimed. */
function versionsOf(claims: readonly Claim[]): { stance: string; claims: Claim[] }[] {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) {
    const stance =
      claim.polarity === "no"
        ? "It did not happen"
        : claim.modality === "retracted"
          ? "Taken back"
          : "It happened";
    found.set(stance, [...(found.get(stance) ?? []), claim]);
  }
  return [...found].map(([stance, of]) => ({ stance, claims: of }));
}

function Quotes({ claims }: { claims: readonly Claim[] }) {
  // Two claims of one sentence are read once.
  const seen = new Set<string>();
  const once = claims.filter((claim) => {
    const key = `${claim.document} ${claim.sentence.start}`;
    return !seen.has(key) && seen.add(key);
  });
  return (
    <>
      {once.map((claim) => (
        <Quote key={claim.id} quoted={quotedClaim(claim)} />
      ))}
    </>
  );
}

function Places({ keys, theatre }: { keys: readonly string[]; theatre: Theatre }) {
  const watched = theatre.places.filter(({ key }) => keys.includes(key));
  if (!watched.length) return null;
  return (
    <p>
      {watched.map((place) => (
        <button
          key={place.key}
          type="button"
          class="chip"
          onClick={() => setDesk({ place: place.key, event: "", document: "" })}
        >
          {place.name}: who holds it
        </button>
      ))}
    </p>
  );
}

function Figures({ figures, claims }: { figures: readonly Figure[]; claims: readonly Claim[] }) {
  if (!figures.length) return null;
  const outlet = (id: string) => claims.find((claim) => claim.id === id)?.outlet ?? "";
  return (
    <section>
      <h3>Figures</h3>
      {figures.map((figure) => (
        <table key={figure.what} class="table figures">
          <caption>
            {figure.what}: <b>{range(figure.low, figure.best, figure.high)}</b>
          </caption>
          <thead>
            <tr>
              <th scope="col">Says</th>
              <th scope="col">Who</th>
              <th scope="col">In</th>
            </tr>
          </thead>
          <tbody>
            {figure.versions.map((version) => (
              <tr key={version.claim}>
                <td class="number">{range(version.low, version.best, version.high)}</td>
                <td>{version.voice || "the outlet itself"}</td>
                <td>{outlet(version.claim)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Merges({ merges, claims }: { merges: readonly Merge[]; claims: readonly Claim[] }) {
  if (!merges.length) return null;
  const words = (id: string) => {
    const claim = claims.find((each) => each.id === id);
    return claim ? `${claim.outlet}, ${claim.published}` : id;
  };
  return (
    <section>
      <h3>
        Why these claims are one event <span class="count">{merges.length}</span>
      </h3>
      <ol class="merges">
        {merges.map((merge) => (
          <li key={`${merge.one} ${merge.other}`}>
            <details>
              <summary>
                {words(merge.one)} and {words(merge.other)}
                <span class="quiet">
                  {" "}
                  {percent(merge.score)}, by{" "}
                  {merge.by.startsWith("rule:") ? `the rule ${merge.by.slice(5)}` : merge.by}
                </span>
              </summary>
              <ul>
                {merge.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
