import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Access, Course, PlaceAccess, Side, Theatre, Weighed, Why } from "../api/shapes";
import { MarkPicture } from "../map/MarkPicture";
import { markOf } from "../map/mark";
import { colourOf } from "../map/palette";
import { chanceOf, codedState, doubtWords, percent, plural, sideName, stateWords } from "../places/wording";
import { Answer } from "../shell/Answer";
import { setDesk } from "../state/desk";
import type { Shown } from "../state/shown";
import { longDay, shortDay, span } from "../time/days";
import { Quote } from "./Quote";
import { quotedSource } from "./quoted";

export function PlaceEvidence({ place, theatre, shown }: { place: string; theatre: Theatre; shown: Shown }) {
  const asked = { on: shown.on, known: shown.known };
  const why = useResource<Why>(apiPath("why", { place, ...asked }));
  const course = useResource<Course>(apiPath("course", { place, known: shown.known }));
  const found = theatre.places.find(({ key }) => key === place);
  return (
    <article>
      <header class="evidence-head">
        <p class="quiet">
          {found?.kind}
          {found?.province && `, ${found.province}`}
        </p>
        <h2>{found?.name ?? place}</h2>
      </header>
      <Answer from={why} what="the evidence">
        {(told) => <Reading why={told} theatre={theatre} />}
      </Answer>
      <Roads place={place} theatre={theatre} shown={shown} />
      <section>
        <h3>From when to when, looking back</h3>
        <Answer from={course} what="its course">
          {({ periods }) => (
            <ol class="course">
              {periods.map((period) => (
                <li
                  key={period.first}
                  class={period.first <= shown.on && shown.on <= period.last ? "is-on" : ""}
                >
                  <button type="button" class="link" onClick={() => setDesk({ on: period.first })}>
                    {span(period.first, period.last)}
                  </button>{" "}
                  {codedState(period.state, theatre.sides)}{" "}
                  <span class="quiet">at least {percent(period.least)} sure</span>
                </li>
              ))}
            </ol>
          )}
        </Answer>
      </section>
    </article>
  );
}

function Reading({ why, theatre }: { why: Why; theatre: Theatre }) {
  const { reading, reasons } = why;
  const speakFor = reasons.filter(({ weighed }) => weighed.speaks_for);
  const against = reasons.filter(({ weighed }) => !weighed.speaks_for);
  return (
    <>
      <p class="reading">
        <MarkPicture mark={markOf(reading, theatre.sides)} size={34} />
        <span>
          <b>{stateWords(reading, theatre.sides)}</b> on {longDay(reading.on)}
          <br />
          <span class="quiet">
            {percent(chanceOf(reading))} {doubtWords(reading) && `(${doubtWords(reading)})`}, since{" "}
            {shortDay(reading.since)},{" "}
            {reading.last_heard ? `last heard of ${shortDay(reading.last_heard)}` : "not in any report yet"}
          </span>
        </span>
      </p>
      <Chances probability={reading.probability} sides={theatre.sides} />
      <Reasons title="Sentences for this" reasons={speakFor} />
      <Reasons title="Sentences against it" reasons={against} />
      {!reasons.length && (
        <p class="notice">
          No report speaks of this place so far. The state is that of the theatre’s start,{" "}
          {longDay(theatre.first)}, less sure each silent week.
        </p>
      )}
    </>
  );
}

function Reasons({ title, reasons }: { title: string; reasons: Why["reasons"] }) {
  if (!reasons.length) return null;
  return (
    <section>
      <h3>
        {title} <span class="count">{reasons.length}</span>
      </h3>
      {reasons.map(({ source, weighed }) => (
        <Quote key={source.claim_id} quoted={quotedSource(source)}>
          <Weight weighed={weighed} />
        </Quote>
      ))}
    </section>
  );
}

function Weight({ weighed }: { weighed: Weighed }) {
  return (
    <p class="weight">
      <Bar share={weighed.share} />
      <span>
        read as “{weighed.words}”, {percent(weighed.share)} of the result; without it{" "}
        {percent(weighed.without)}
      </span>
      {weighed.event_id && (
        <button type="button" class="link" onClick={() => setDesk({ event: weighed.event_id, document: "" })}>
          The whole event
        </button>
      )}
    </p>
  );
}

function Bar({ share, side = -1 }: { share: number; side?: number }) {
  return (
    <svg
      class={`bar ${side >= 0 ? `bar-side-${colourOf(side)}` : ""}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar-ground" width="100" height="8" />
      <rect class="bar-share" width={Math.max(1, share * 100)} height="8" />
    </svg>
  );
}

/** Below this a side is not worth a line. */
const WORTH_A_LINE = 0.01;

function Chances({ probability, sides }: { probability: Record<string, number>; sides: readonly Side[] }) {
  const rows = Object.entries(probability)
    .filter(([, chance]) => chance >= WORTH_A_LINE)
    .sort((a, b) => b[1] - a[1]);
  return (
    <table class="chances">
      <caption class="sr">How likely each state is</caption>
      <tbody>
        {rows.map(([id, chance]) => (
          <tr key={id}>
            <th scope="row">{sides.some((side) => side.id === id) ? sideName(id, sides) : id}</th>
            <td class="number">{percent(chance)}</td>
            <td>
              <Bar share={chance} side={sides.findIndex((side) => side.id === id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Roads({ place, theatre, shown }: { place: string; theatre: Theatre; shown: Shown }) {
  const path = apiPath("access", { on: shown.on, known: shown.known, place });
  const access = useResource<Access>(path);
  return (
    <section>
      <h3>By road</h3>
      <Answer from={access} what="its roads">
        {({ supplies, sources }) => {
          const ways = supplies.flatMap(({ side, access: reached }) => {
            const one = reached.find((each) => each.place_key === place);
            return one
              ? [<Way key={side.id} side={side} access={one} theatre={theatre} sources={sources} />]
              : [];
          });
          return ways.length ? ways : <p class="quiet">No side with a known base is asked about here.</p>;
        }}
      </Answer>
    </section>
  );
}

interface WayProps {
  side: Side;
  access: PlaceAccess;
  theatre: Theatre;
  sources: Access["sources"];
}

function Way({ side, access, theatre, sources }: WayProps) {
  const name = (key: string) => theatre.places.find((each) => each.key === key)?.name ?? key;
  const bars = access.barred_at.filter((bar) => bar.place_key);
  const cited = new Set(bars.flatMap((bar) => bar.claim_ids));
  const quotes = sources.filter((source) => cited.has(source.claim_id)).slice(0, 2);
  return (
    <div class="way">
      <p>
        <span class={`tag road-tag-${access.status}`}>{access.status}</span> for {side.name} from{" "}
        {name(side.base ?? "")}
        {", "}
        {percent(access.chances[access.status])} sure
        {access.cut_since && `, cut since ${shortDay(access.cut_since)}`}
        {access.detour_km ? `, ${plural(Math.round(access.detour_km), "km", "km")} longer than in peace` : ""}
        {bars.length > 0 && `, barred at ${[...new Set(bars.map((bar) => name(bar.place_key)))].join(", ")}`}.
      </p>
      {quotes.map((source) => (
        <Quote key={source.claim_id} quoted={quotedSource(source)} />
      ))}
    </div>
  );
}
