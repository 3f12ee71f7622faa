/** How many places each side holds, day after day, one band on the other; what nobody surely holds lies on top. */
import type { DayTally, Side } from "../api/shapes";
import { MarkPicture } from "../map/MarkPicture";
import { colourOf } from "../map/palette";
import { type Day, shortDay } from "../time/days";
import { Chart, type Days, HEIGHT, MARGIN } from "./Chart";
import { upward } from "./scales";

interface Band {
  id: string;
  name: string;
  side: number;
  of: (day: DayTally) => number;
}

function bandsOf(days: readonly DayTally[], sides: readonly Side[]): Band[] {
  const held = sides.map((side, i) => ({
    id: side.id,
    name: side.name,
    side: i,
    of: (day: DayTally) => day.held[side.id] ?? 0,
  }));
  const open = (["claimed", "contested", "unknown"] as const).map((id) => ({
    id,
    name: id,
    side: -1,
    of: (day: DayTally) => day[id],
  }));
  return [...held, ...open].filter(({ of }) => days.some((day) => of(day) > 0));
}

export function HeldChart({
  days,
  sides,
  on,
  of,
}: {
  days: readonly DayTally[];
  sides: readonly Side[];
  on: Day;
  of: string;
}) {
  const bands = bandsOf(days, sides);
  const total = (day: DayTally) => bands.reduce((sum, band) => sum + band.of(day), 0);
  const most = Math.max(1, ...days.map(total));
  const scale = upward(most, HEIGHT - MARGIN.bottom, MARGIN.top);
  const told = (i: number) => {
    const day = days[i];
    return day ? bands.map((band) => `${band.name} ${band.of(day)}`).join(", ") : "";
  };
  return (
    <Chart
      title="Places held"
      says={`How many of ${of || "all places"} each side holds, by what is known.`}
      days={days.map(({ day }) => day)}
      on={on}
      scale={scale}
      told={told}
      legend={
        <ul class="chart-legend">
          {bands.map((band) => (
            <li key={band.id}>
              {band.side >= 0 ? (
                <MarkPicture mark={{ state: "held", holder: band.side, other: -1, doubt: 0 }} size={18} />
              ) : (
                <span class={`swatch band-${band.id}`} />
              )}
              {band.name}
            </li>
          ))}
        </ul>
      }
      table={<HeldTable days={days} bands={bands} />}
    >
      {(x) =>
        bands.map((band, nth) => {
          const under = (day: DayTally) => bands.slice(0, nth).reduce((sum, each) => sum + each.of(day), 0);
          const low = (day: DayTally) => scale.at(under(day));
          const high = (day: DayTally) => scale.at(under(day) + band.of(day));
          const widest = days.reduce(
            (best, day, i) => (band.of(day) >= band.of(days[best] ?? day) ? i : best),
            0,
          );
          const day = days[widest];
          const roomy = day && low(day) - high(day) > 18 && band.side >= 0;
          return (
            <g key={band.id}>
              <path
                class={band.side >= 0 ? `band-side-${colourOf(band.side)}` : `band-${band.id}`}
                d={steps(days, x, low, high)}
              />
              {roomy && (
                <text
                  class="band-name"
                  x={x.at(widest) + (widest > days.length / 2 ? x.width / 2 - 8 : 8)}
                  y={(low(day) + high(day)) / 2 + 4}
                  text-anchor={widest > days.length / 2 ? "end" : "start"}
                >
                  {band.name} {band.of(day)}
                </text>
              )}
            </g>
          );
        })
      }
    </Chart>
  );
}

/** A band in steps of a day: control changes on a day, not gradually towards it. */
function steps(
  days: readonly DayTally[],
  x: Days,
  low: (day: DayTally) => number,
  high: (day: DayTally) => number,
): string {
  const half = x.width / 2;
  const upper = days.map((day, i) => `${x.at(i) - half} ${high(day)}H${x.at(i) + half}`);
  const lower = days.map((day, i) => `${x.at(i) + half} ${low(day)}H${x.at(i) - half}`).reverse();
  return `M${[...upper, ...lower].join("L")}Z`;
}

function HeldTable({ days, bands }: { days: readonly DayTally[]; bands: readonly Band[] }) {
  return (
    <table class="table">
      <caption class="sr">Places held, by day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {bands.map((band) => (
            <th key={band.id} scope="col" class="number">
              {band.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{shortDay(day.day)}</th>
            {bands.map((band) => (
              <td key={band.id} class="number">
                {band.of(day)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
