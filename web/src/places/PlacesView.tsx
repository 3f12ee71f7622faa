/** The same picture as the map, as a table: for who cannot or would rather not read a map. */
import { useMemo, useState } from "preact/hooks";
import type { Control, Theatre } from "../api/shapes";
import { MarkPicture } from "../map/MarkPicture";
import { markOf } from "../map/mark";
import { setDesk } from "../state/desk";
import { shortDay } from "../time/days";
import { chanceOf, doubtWords, percent, stateWords } from "./wording";

/** So many rows at a time: ten thousand at once would stop the page. */
const ROWS = 100;
type Order = "place" | "state" | "since" | "heard" | "sure";

interface PlacesViewProps {
  theatre: Theatre;
  controls: readonly Control[];
  changed: ReadonlySet<string>;
  place: string;
}

interface Row {
  key: string;
  name: string;
  kind: string;
  province: string;
  control: Control;
}

export function PlacesView({ theatre, controls, changed, place }: PlacesViewProps) {
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<Order>("place");
  const [shown, setShown] = useState(ROWS);
  const rows = useMemo(() => rowsOf(theatre, controls), [theatre, controls]);
  const found = useMemo(
    () => sorted(matching(rows, filter, theatre), order, theatre),
    [rows, filter, order, theatre],
  );
  return (
    <section class="page" aria-label="Places">
      <header class="page-head">
        <h2>Places</h2>
        <label class="field">
          Filter
          <input
            type="search"
            value={filter}
            placeholder="name, province, holder"
            onInput={(e) => setFilter(e.currentTarget.value)}
          />
        </label>
        <p class="quiet" role="status">
          {found.length} of {rows.length} places
        </p>
      </header>
      <div class="table-box" tabIndex={0} role="region" aria-label="Table of places">
        <table class="table">
          <thead>
            <tr>
              <Head name="Place" of="place" order={order} onOrder={setOrder} />
              <Head name="State" of="state" order={order} onOrder={setOrder} />
              <Head name="How sure" of="sure" order={order} onOrder={setOrder} />
              <Head name="Since" of="since" order={order} onOrder={setOrder} />
              <Head name="Last heard of" of="heard" order={order} onOrder={setOrder} />
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((row) => (
              <tr key={row.key} class={row.key === place ? "is-chosen" : ""}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    onClick={() => setDesk({ place: row.key, event: "", document: "" })}
                  >
                    {row.name}
                  </button>
                  <span class="quiet">
                    {" "}
                    {row.kind}
                    {row.province ? `, ${row.province}` : ""}
                  </span>
                  {changed.has(row.key) && <span class="tag tag-changed">changed</span>}
                </th>
                <td>
                  <span class="with-mark">
                    <MarkPicture mark={markOf(row.control, theatre.sides)} />{" "}
                    {stateWords(row.control, theatre.sides)}
                  </span>
                </td>
                <td>
                  {percent(chanceOf(row.control))} <span class="quiet">{doubtWords(row.control)}</span>
                </td>
                <td>{shortDay(row.control.since)}</td>
                <td>
                  {row.control.last_heard ? (
                    shortDay(row.control.last_heard)
                  ) : (
                    <span class="quiet">not in any report</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + ROWS)}>
          Show {Math.min(ROWS, found.length - shown)} more
        </button>
      )}
    </section>
  );
}

function Head({
  name,
  of,
  order,
  onOrder,
}: {
  name: string;
  of: Order;
  order: Order;
  onOrder: (order: Order) => void;
}) {
  return (
    <th scope="col" aria-sort={order === of ? "ascending" : "none"}>
      <button type="button" class="sort" onClick={() => onOrder(of)}>
        {name}
        <span aria-hidden="true">{order === of ? " ▾" : ""}</span>
      </button>
    </th>
  );
}

function rowsOf(theatre: Theatre, controls: readonly Control[]): Row[] {
  const byKey = new Map(controls.map((control) => [control.place_key, control]));
  return theatre.places.flatMap(({ key, name, kind, province }) => {
    const control = byKey.get(key);
    return control ? [{ key, name, kind, province: province ?? "", control }] : [];
  });
}

function matching(rows: readonly Row[], filter: string, theatre: Theatre): Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text =
      `${row.name} ${row.province} ${row.kind} ${stateWords(row.control, theatre.sides)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function sorted(rows: Row[], order: Order, theatre: Theatre): Row[] {
  const key: Record<Order, (row: Row) => string | number> = {
    place: (row) => row.name,
    state: (row) => stateWords(row.control, theatre.sides),
    sure: (row) => chanceOf(row.control),
    since: (row) => row.control.since,
    heard: (row) => row.control.last_heard ?? "",
  };
  const of = key[order];
  return [...rows].sort((a, b) => {
    const [one, two] = [of(a), of(b)];
    return one < two ? -1 : one > two ? 1 : 0;
  });
}
