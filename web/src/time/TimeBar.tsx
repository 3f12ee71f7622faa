import { useEffect, useState } from "preact/hooks";
import type { Theatre } from "../api/shapes";
import { setDesk } from "../state/desk";
import type { DeskState } from "../state/desk_state";
import type { Shown } from "../state/shown";
import { Activity } from "./Activity";
import { clampDay, dayFrom, dayNumber, daysBetween, longDay, plusDays, shortDay } from "./days";

const STEP_MS = 900;

interface TimeBarProps {
  theatre: Theatre;
  state: DeskState;
  shown: Shown;
  /** Whether the picture of the day shown is there: playing waits for it. */
  ready: boolean;
  playing: boolean;
  onPlaying: (playing: boolean) => void;
  activity: ReadonlyMap<string, number>;
}

export function TimeBar({ theatre, state, shown, ready, playing, onPlaying, activity }: TimeBarProps) {
  usePlay(theatre, shown, ready, playing, onPlaying);
  return (
    <section class="timebar" aria-label="Time">
      <DayControl
        theatre={theatre}
        shown={shown}
        playing={playing}
        onPlaying={onPlaying}
        activity={activity}
      />
      <KnownControl theatre={theatre} state={state} shown={shown} />
      <SinceControl theatre={theatre} shown={shown} />
    </section>
  );
}

export function stepDay(theatre: Theatre, shown: Shown, days: number): void {
  setDesk({ on: clampDay(plusDays(shown.on, days), theatre.first, theatre.last) });
}

function usePlay(
  theatre: Theatre,
  shown: Shown,
  ready: boolean,
  playing: boolean,
  onPlaying: (p: boolean) => void,
): void {
  // A step follows each day whose picture has come.
  useEffect(() => {
    if (!playing || !ready) return;
    if (shown.on >= theatre.last) {
      onPlaying(false);
      return;
    }
    const timer = setTimeout(() => stepDay(theatre, shown, 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, ready, shown.on]);
}

interface DayControlProps {
  theatre: Theatre;
  shown: Shown;
  playing: boolean;
  onPlaying: (playing: boolean) => void;
  activity: ReadonlyMap<string, number>;
}

function DayControl({ theatre, shown, playing, onPlaying, activity }: DayControlProps) {
  const play = () => {
    if (!playing && shown.on >= theatre.last) setDesk({ on: theatre.first });
    onPlaying(!playing);
  };
  return (
    <div class="time-day">
      <div class="time-head">
        <label for="day-slider">Day shown</label>
        <output for="day-slider" class="time-date">
          {longDay(shown.on)}
        </output>
      </div>
      <div class="time-row">
        <button
          type="button"
          class="button round"
          onClick={play}
          aria-label={playing ? "Pause" : "Play the days"}
        >
          <PlaySign playing={playing} />
        </button>
        <button
          type="button"
          class="button round"
          aria-label="The day before"
          onClick={() => stepDay(theatre, shown, -1)}
        >
          ‹
        </button>
        <div class="time-track">
          <Activity first={theatre.first} last={theatre.last} on={shown.on} counts={activity} />
          <input
            id="day-slider"
            type="range"
            min={0}
            max={daysBetween(theatre.first, theatre.last)}
            value={daysBetween(theatre.first, shown.on)}
            aria-valuetext={longDay(shown.on)}
            onInput={(event) => setDesk({ on: plusDays(theatre.first, Number(event.currentTarget.value)) })}
          />
          <div class="time-ends" aria-hidden="true">
            <span>{shortDay(theatre.first)}</span>
            <span>{shortDay(theatre.last)}</span>
          </div>
        </div>
        <button
          type="button"
          class="button round"
          aria-label="The day after"
          onClick={() => stepDay(theatre, shown, 1)}
        >
          ›
        </button>
      </div>
    </div>
  );
}

function PlaySign({ playing }: { playing: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {playing ? <path d="M3 2h4v12H3zM9 2h4v12H9z" /> : <path d="M3.5 1.5v13l10-6.5z" />}
    </svg>
  );
}

function KnownControl({ theatre, state, shown }: { theatre: Theatre; state: DeskState; shown: Shown }) {
  const chosen = state.known === "" ? "now" : state.known === "day" ? "day" : "then";
  const first = dayNumber(theatre.knownFirst);
  const last = dayNumber(theatre.knownLast);
  const known = shown.known || theatre.knownLast;
  const choose = (value: string) =>
    setDesk({
      known:
        value === "now"
          ? ""
          : value === "day"
            ? "day"
            : clampDay(known, theatre.knownFirst, theatre.knownLast),
    });
  return (
    <fieldset class="time-known">
      <legend>Known by</legend>
      <select
        aria-label="How much was known"
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="now">now: all reports</option>
        <option value="day">the day shown</option>
        <option value="then">another day…</option>
      </select>
      {chosen === "then" && (
        <div class="time-then">
          <input
            type="range"
            aria-label="Known by the end of"
            min={first}
            max={last}
            value={dayNumber(known)}
            aria-valuetext={longDay(known)}
            onInput={(event) => setDesk({ known: dayFrom(Number(event.currentTarget.value)) })}
          />
          <output>{longDay(known)}</output>
        </div>
      )}
      {chosen === "day" && <output>reports up to {shortDay(shown.on)} only</output>}
      {chosen === "now" && <output>later reports included</output>}
    </fieldset>
  );
}

function SinceControl({ theatre, shown }: { theatre: Theatre; shown: Shown }) {
  const known = shown.known || theatre.knownLast;
  const [typed, setTyped] = useState(shown.since);
  useEffect(() => setTyped(shown.since), [shown.since]);
  return (
    <fieldset class="time-since">
      <legend>Changed since</legend>
      <div class="time-row">
        <input
          type="date"
          aria-label="What changed since the end of"
          value={typed}
          min={theatre.knownFirst}
          max={known}
          onChange={(event) => setDesk({ since: event.currentTarget.value })}
        />
        {shown.since && (
          <button type="button" class="button" onClick={() => setDesk({ since: "" })}>
            Clear
          </button>
        )}
      </div>
      <div class="time-row">
        {[1, 3, 7].map((days) => (
          <button
            key={days}
            type="button"
            class="chip"
            aria-pressed={shown.since === plusDays(known, -days)}
            onClick={() => setDesk({ since: plusDays(known, -days) })}
          >
            {days === 7 ? "1 week" : `${days} d`}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
