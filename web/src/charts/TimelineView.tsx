import { useState } from "preact/hooks";
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Theatre, Timeline } from "../api/shapes";
import { Answer } from "../shell/Answer";
import type { Shown } from "../state/shown";
import { HeldChart } from "./HeldChart";
import { RangeChart } from "./RangeChart";
import { kindsOfHarm, tollsOf } from "./tolls";

export function TimelineView({ theatre, shown }: { theatre: Theatre; shown: Shown }) {
  const [set, setSet] = useState("");
  const days = { known: shown.known, from: theatre.first, to: theatre.last };
  const timeline = useResource<Timeline>(apiPath("timeline", { ...days, set }));
  return (
    <section class="page" aria-label="Timeline">
      <header class="page-head">
        <h2>Timeline</h2>
        <label class="field">
          Count
          <select value={set} onChange={(event) => setSet(event.currentTarget.value)}>
            <option value="">all places</option>
            {theatre.sets.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <p class="quiet">Click a chart to show that day on the map.</p>
      </header>
      <Answer from={timeline} what="the days">
        {({ days: told }) => (
          <div class="charts">
            <HeldChart days={told} sides={theatre.sides} on={shown.on} of={set} />
            {kindsOfHarm(told).map((what) => (
              <RangeChart key={what} what={what} tolls={tollsOf(told, what)} on={shown.on} />
            ))}
            <p class="quiet chart-key">
              How to read harm: the dark bar reaches the lowest figure told, the pale one the highest, the
              line is the best; an arrow means “or more”, with no upper bound told.
            </p>
          </div>
        )}
      </Answer>
    </section>
  );
}
