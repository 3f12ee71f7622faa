/** What each mark means, with the side names of this theatre; only what is on the map today is counted. */
import type { Control, Theatre } from "../api/shapes";
import { sideName } from "../places/wording";
import { MarkPicture } from "./MarkPicture";
import { DOUBTFUL, type Mark, SURE } from "./mark";

interface LegendProps {
  theatre: Theatre;
  controls: readonly Control[];
  side: string;
  hasRoads: boolean;
  hasChanges: boolean;
}

const held = (holder: number, doubt: Mark["doubt"] = 0): Mark => ({
  state: "held",
  holder,
  other: -1,
  doubt,
});

export function Legend({ theatre, controls, side, hasRoads, hasChanges }: LegendProps) {
  const sides = theatre.sides;
  const byState = countBy(controls, (control) => (control.state === "held" ? control.holder : control.state));
  const present = sides.map((one, i) => ({ side: one, i })).filter(({ side: { id } }) => byState.get(id));
  const first = present[0]?.i ?? 0;
  const second = present[1]?.i ?? 1;
  return (
    <details class="legend" open={innerWidth > 720}>
      <summary>What the marks mean</summary>
      <ul>
        {present.map(({ side: one, i }) => (
          <Row key={one.id} mark={held(i)} words={`held by ${one.name}`} count={byState.get(one.id) ?? 0} />
        ))}
        <Row
          mark={{ state: "contested", holder: first, other: -1, doubt: 0 }}
          words="contested (left: last holder)"
          count={byState.get("contested") ?? 0}
        />
        <Row
          mark={{ state: "besieged", holder: first, other: second, doubt: 0 }}
          words="besieged: holder within ring"
          count={byState.get("besieged") ?? 0}
        />
        <Row
          mark={{ state: "claimed", holder: first, other: second, doubt: 0 }}
          words="claimed by its claimant only"
          count={byState.get("claimed") ?? 0}
        />
        <Row
          mark={{ state: "unknown", holder: -1, other: -1, doubt: 2 }}
          words="unknown: not heard of"
          count={byState.get("unknown") ?? 0}
        />
      </ul>
      <h3>How sure</h3>
      <ul class="legend-doubt">
        <Row mark={held(second, 0)} words={`${SURE * 100} % or more`} />
        <Row mark={held(second, 1)} words={`${DOUBTFUL * 100} to ${SURE * 100} %`} />
        <Row mark={held(second, 2)} words={`under ${DOUBTFUL * 100} %`} />
      </ul>
      <h3>Roads, for {sideName(side, sides)}</h3>
      {hasRoads ? (
        <ul class="legend-roads">
          {(["open", "restricted", "cut"] as const).map((status) => (
            <li key={status}>
              <svg
                viewBox="0 0 26 8"
                width="26"
                height="8"
                aria-hidden="true"
                class={`road-sample road-${status}`}
              >
                <path d="M0 4H22" />
              </svg>
              {status}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">No base is named for this side, so its roads are not worked out.</p>
      )}
      <ul class="legend-rest">
        <li>
          <span class="swatch swatch-event" /> events of the week so far
        </li>
        {hasChanges && (
          <li>
            <span class="swatch swatch-changed" /> changed since then
          </li>
        )}
      </ul>
    </details>
  );
}

function Row({ mark, words, count }: { mark: Mark; words: string; count?: number }) {
  return (
    <li class={count === 0 ? "is-absent" : ""}>
      <MarkPicture mark={mark} /> <span>{words}</span>{" "}
      {count !== undefined && <span class="count">{count}</span>}
    </li>
  );
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
