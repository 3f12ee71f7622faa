/** The picture in words: the counts, what changed, what is in doubt. It says what the map shows, and says it first. */

import type { Resource } from "../api/resource";
import type { Changes, Control, Outlets, Situation, Tally, Theatre } from "../api/shapes";
import { MarkPicture } from "../map/MarkPicture";
import { holderChance, markOf } from "../map/mark";
import { colourOf } from "../map/palette";
import { plural, range, sideName, stateWords } from "../places/wording";
import { Answer } from "../shell/Answer";
import { Gaps } from "../sources/Gaps";
import { silentAt } from "../sources/silence";
import { setDesk } from "../state/desk";
import type { Shown } from "../state/shown";
import { longDay, shortDay } from "../time/days";
import { ChangeList } from "./ChangeList";
import { Cite } from "./Cite";

interface PictureProps {
  theatre: Theatre;
  shown: Shown;
  situation: Resource<Situation>;
  changes: Resource<Changes>;
  outlets: Resource<Outlets>;
}

export function PictureInWords({ theatre, shown, situation, changes, outlets }: PictureProps) {
  return (
    <article>
      <header class="evidence-head">
        <h2>{longDay(shown.on)}</h2>
        <p class="quiet">
          {shown.known ? `as known by the end of ${longDay(shown.known)}` : "by all that is known now"}
        </p>
      </header>
      <Answer from={situation} what="the picture">
        {(told) => (
          <>
            <Tallies tallies={told.tallies} theatre={theatre} />
            {outlets.data && <GapNote outlets={outlets.data} shown={shown} gaps={told.gaps.length} />}
            <Gaps />
            {shown.since && (
              <section>
                <h3>Changed since {longDay(shown.since)}</h3>
                <Answer from={changes} what="the changes">
                  {(change) => <ChangeList changes={change} theatre={theatre} />}
                </Answer>
              </section>
            )}
            <StatedCounts situation={told} theatre={theatre} />
            <Doubtful controls={told.controls} theatre={theatre} />
            <p class="quiet counts">
              From {plural(told.counts.documents, "report")} of {plural(told.counts.outlets, "outlet")}:{" "}
              {plural(told.counts.claims, "claim")} of {plural(told.counts.events, "event")},{" "}
              {plural(told.counts.copies, "copy", "copies")} counted once.
            </p>
          </>
        )}
      </Answer>
    </article>
  );
}

function Tallies({ tallies, theatre }: { tallies: readonly Tally[]; theatre: Theatre }) {
  // The larger set is the headline: "11 of 34 provincial capitals" before the crossings.
  const ordered = [...tallies].sort((a, b) => b.of - a.of);
  return (
    <div class="tallies">
      {ordered.map((tally) => (
        <section key={tally.name} aria-label={tally.name}>
          <h3>
            {tally.of} {tally.name}
          </h3>
          <TallyBar tally={tally} theatre={theatre} />
        </section>
      ))}
    </div>
  );
}

function TallyBar({ tally, theatre }: { tally: Tally; theatre: Theatre }) {
  const held = theatre.sides
    .map((side, i) => ({ id: side.id, side: i, name: side.name, count: heldBy(tally, side.id) }))
    .filter(({ count }) => count > 0);
  const counted = held.reduce((sum, { count }) => sum + count, 0);
  const open = tally.of - counted;
  let x = 0;
  return (
    <>
      <svg class="tally-bar" viewBox={`0 0 ${tally.of} 10`} preserveAspectRatio="none" aria-hidden="true">
        {held.map(({ id, side, count }) => {
          const rect = (
            <rect key={id} class={`band-side-${colourOf(side)}`} x={x} width={count} height={10} />
          );
          x += count;
          return rect;
        })}
        {open > 0 && <rect class="band-unknown" x={x} width={open} height={10} />}
      </svg>
      <ul class="tally-words">
        {held.map(({ id, side, name, count }) => (
          <li key={id}>
            <MarkPicture mark={{ state: "held", holder: side, other: -1, doubt: 0 }} size={18} />
            <b>{count}</b> {name}
          </li>
        ))}
        {open > 0 && (
          <li>
            <MarkPicture mark={{ state: "unknown", holder: -1, other: -1, doubt: 2 }} size={18} />
            <b>{open}</b> contested, claimed or unknown
          </li>
        )}
      </ul>
    </>
  );
}

function heldBy(tally: Tally, side: string): number {
  return tally.held.find(([holder]) => holder === side)?.[1].length ?? 0;
}

function GapNote({ outlets, shown, gaps }: { outlets: Outlets; shown: Shown; gaps: number }) {
  const silent = outlets.sources
    .map((outlet) => ({ name: outlet.name, days: silentAt(outlet, shown.on) }))
    .filter(({ days }) => days > 0);
  if (!silent.length && !gaps) return null;
  return (
    <p class="notice gap-note">
      {silent.length > 0 && (
        <>
          <b>Unusually silent:</b>{" "}
          {silent.map(({ name, days }) => `${name} (${plural(days, "day")})`).join(", ")}.{" "}
        </>
      )}
      {gaps > 0 && <>{plural(gaps, "watched place")} no report speaks of. </>}
      Silence is not peace.{" "}
      <button type="button" class="link" onClick={() => setDesk({ view: "sources" })}>
        The sources
      </button>
    </p>
  );
}

/** Our count against those that reports state: a difference is a gap in the record, or in the report. */
function StatedCounts({ situation, theatre }: { situation: Situation; theatre: Theatre }) {
  if (!situation.stated.length) return null;
  return (
    <section>
      <h3>Counts that reports state</h3>
      <ul class="changes">
        {situation.stated.map((stated) => {
          const source = situation.sources.find(({ claim_id }) => claim_id === stated.claim_id);
          return (
            <li key={stated.claim_id}>
              <span>
                {sideName(stated.side, theatre.sides)}: <b>{range(stated.low, stated.best, stated.high)}</b>{" "}
                {stated.name}, {shortDay(stated.day)}
              </span>
              <span class="quiet">
                {source && <Cite source={source} />}{" "}
                {stated.difference === 0 ? "as our record has it" : `our record has ${stated.ours.length}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Places whose state nobody can be sure of, the shakiest first. */
const LISTED = 8;

function Doubtful({ controls, theatre }: { controls: readonly Control[]; theatre: Theatre }) {
  const open = controls
    .filter((control) => control.state !== "held" || markOf(control, theatre.sides).doubt > 0)
    .filter((control) => control.last_heard !== null)
    .sort(
      (a, b) => Number(a.state === "held") - Number(b.state === "held") || holderChance(a) - holderChance(b),
    );
  if (!open.length) return null;
  return (
    <section>
      <h3>
        In doubt <span class="count">{open.length}</span>
      </h3>
      <ul class="rows">
        {open.slice(0, LISTED).map((control) => {
          const place = theatre.places.find(({ key }) => key === control.place_key);
          return (
            <li key={control.place_key}>
              <MarkPicture mark={markOf(control, theatre.sides)} />
              <span>
                <button type="button" class="link" onClick={() => setDesk({ place: control.place_key })}>
                  {place?.name ?? control.place_key}
                </button>{" "}
                {stateWords(control, theatre.sides)}
                <span class="quiet"> since {shortDay(control.since)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {open.length > LISTED && (
        <button type="button" class="link" onClick={() => setDesk({ view: "places" })}>
          All {open.length}, and every other place
        </button>
      )}
    </section>
  );
}

export function spokenPicture(situation: Situation, theatre: Theatre): string {
  const capitals = [...situation.tallies].sort((a, b) => b.of - a.of)[0];
  if (!capitals) return longDay(situation.on);
  const counts = theatre.sides
    .map((side) => ({ name: side.name, held: heldBy(capitals, side.id) }))
    .filter(({ held }) => held > 0)
    .map(({ name, held }) => `${name} ${held}`);
  return `${longDay(situation.on)}. Of ${capitals.of} ${capitals.name}: ${counts.join(", ")}.`;
}
