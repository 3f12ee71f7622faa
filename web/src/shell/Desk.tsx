/** The views on one picture: they share what is asked for, and so what the server answers. */
import type { GeoJSON } from "geojson";
import { useEffect, useMemo, useState } from "preact/hooks";
import { apiPath } from "../api/client";
import { askAhead, useResource } from "../api/resource";
import type {
  Changes,
  Control,
  EventList,
  EventRow,
  Me,
  Outlets,
  RoadLink,
  Situation,
  Theatre,
} from "../api/shapes";
import { TimelineView } from "../charts/TimelineView";
import { EventsView } from "../events/EventsView";
import { chosenKind, closeInnermost, Panel } from "../evidence/Panel";
import { LazyMap } from "../map/LazyMap";
import { Legend } from "../map/Legend";
import { MapOptions } from "../map/MapOptions";
import { PictureInWords, spokenPicture } from "../picture/PictureInWords";
import { PlacesView } from "../places/PlacesView";
import { ReviewView } from "../review/ReviewView";
import { SourcesView } from "../sources/SourcesView";
import { setDesk } from "../state/desk";
import { type DeskState, VIEWS } from "../state/desk_state";
import { type Shown, shownBy, shownOn, weekTo } from "../state/shown";
import { plusDays } from "../time/days";
import { stepDay, TimeBar } from "../time/TimeBar";
import { FailureNote } from "./Answer";
import { announce } from "./announce";
import { useShortcuts } from "./keys";

/** So many events of a week are put on the map; more would be a blot. */
const MOST_EVENTS = 500;
const NO_CONTROLS: readonly Control[] = [];
const NO_LINKS: readonly RoadLink[] = [];
const NO_EVENTS: readonly EventRow[] = [];

interface DeskProps {
  theatre: Theatre;
  state: DeskState;
  me: Me | null;
}

export function Desk({ theatre, state, me }: DeskProps) {
  const shown = useMemo(() => shownBy(state, theatre), [state, theatre]);
  const situation = useResource<Situation>(situationPath(shown));
  const changes = useResource<Changes>(
    shown.since ? apiPath("changes", { since: shown.since, on: shown.on, known: shown.known }) : null,
  );
  const outlets = useResource<Outlets>(apiPath("sources"));
  const events = useResource<EventList>(
    state.view === "map"
      ? apiPath("events", { ...weekTo(shown.on), known: shown.known, limit: MOST_EVENTS })
      : null,
  );
  const [playing, setPlaying] = useState(false);
  const [boundaries, setBoundaries] = useState<GeoJSON | null>(null);
  const [background, setBackground] = useState(false);
  const tiles = me?.tiles ?? null;
  const activity = useMemo(() => activityOf(outlets.data), [outlets.data]);
  const changed = useMemo(() => changedPlaces(changes.data), [changes.data]);
  const ready = situation.of === situationPath(shown);
  useDeskKeys(theatre, state, shown, playing, setPlaying);

  useEffect(() => {
    if (!ready || !situation.data) return;
    if (!playing) announce(spokenPicture(situation.data, theatre));
    // The next day is asked for while this one is looked at.
    const next = plusDays(shown.on, 1);
    if (next <= theatre.last) askAhead(situationPath(shownOn(shown, state, next)));
  }, [ready, situation.data]);

  const controls = situation.data?.controls ?? NO_CONTROLS;
  const links = situation.data?.links ?? NO_LINKS;
  return (
    <div class={`desk ${chosenKind(state) ? "has-evidence" : ""} view-${state.view}`}>
      <main id="main" tabIndex={-1} aria-busy={situation.waiting}>
        {state.view === "map" && (
          <div class="map-view">
            <h2 class="sr">Map</h2>
            <LazyMap
              theatre={theatre}
              controls={controls}
              links={links}
              events={events.data?.events ?? NO_EVENTS}
              changed={changed}
              side={shown.side}
              place={state.place}
              camera={state.map}
              boundaries={boundaries}
              tiles={background ? tiles : null}
              onPlace={(place) => setDesk({ place, event: "", document: "" })}
              onCamera={(map) => setDesk({ map })}
            />
            <MapOptions
              theatre={theatre}
              shown={shown}
              onBoundaries={setBoundaries}
              background={tiles && background}
              onBackground={setBackground}
            />
            <Legend
              theatre={theatre}
              controls={controls}
              side={shown.side}
              hasRoads={links.some((link) => link.side === shown.side)}
              hasChanges={changed.size > 0}
            />
            <MapStatus waiting={situation.slow} failure={situation.failure} again={situation.again} />
          </div>
        )}
        {state.view === "places" && (
          <PlacesView theatre={theatre} controls={controls} changed={changed} place={state.place} />
        )}
        {state.view === "timeline" && <TimelineView theatre={theatre} shown={shown} />}
        {state.view === "events" && <EventsView theatre={theatre} state={state} shown={shown} />}
        {state.view === "review" && <ReviewView theatre={theatre} state={state} me={me} />}
        {state.view === "sources" && <SourcesView theatre={theatre} shown={shown} />}
      </main>
      <Panel theatre={theatre} state={state} shown={shown}>
        <PictureInWords
          theatre={theatre}
          shown={shown}
          situation={situation}
          changes={changes}
          outlets={outlets}
        />
      </Panel>
      <TimeBar
        theatre={theatre}
        state={state}
        shown={shown}
        ready={ready}
        playing={playing}
        onPlaying={setPlaying}
        activity={activity}
      />
    </div>
  );
}

function situationPath({ on, known }: Shown): string {
  return apiPath("situation", { on, known });
}

function useDeskKeys(
  theatre: Theatre,
  state: DeskState,
  shown: Shown,
  playing: boolean,
  setPlaying: (p: boolean) => void,
) {
  useShortcuts([
    { key: "ArrowLeft", act: () => stepDay(theatre, shown, -1) },
    { key: "ArrowRight", act: () => stepDay(theatre, shown, 1) },
    { key: " ", act: () => setPlaying(!playing) },
    { key: "d", act: () => setDesk({ known: state.known === "day" ? "" : "day" }) },
    { key: "Escape", act: () => closeInnermost(state) },
    ...VIEWS.map((view, i) => ({ key: String(i + 1), act: () => setDesk({ view }) })),
  ]);
}

function MapStatus({
  waiting,
  failure,
  again,
}: {
  waiting: boolean;
  failure: Parameters<typeof FailureNote>[0]["failure"] | null;
  again: () => void;
}) {
  if (failure) return <div class="map-status">{<FailureNote failure={failure} again={again} />}</div>;
  if (!waiting) return null;
  return (
    <p class="notice map-status" role="status">
      Still waiting for this day; the map shows the last one.
    </p>
  );
}

function activityOf(outlets: Outlets | null): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { days } of outlets?.sources ?? [])
    for (const [day, count] of Object.entries(days)) counts.set(day, (counts.get(day) ?? 0) + count);
  return counts;
}

function changedPlaces(changes: Changes | null): ReadonlySet<string> {
  return new Set(
    (changes?.changes ?? [])
      .filter(({ kind }) => kind === "control" || kind === "cut off")
      .map(({ key }) => key),
  );
}
