/** Harm of a day as a range: from the lowest figure told to the highest, the best between; an arrow has no upper bound. */
import { count, plural, range } from "../places/wording";
import { type Day, shortDay } from "../time/days";
import { Chart, type Days, HEIGHT, MARGIN } from "./Chart";
import { type Scale, upward } from "./scales";
import type { DayToll } from "./tolls";

export function RangeChart({ what, tolls, on }: { what: string; tolls: readonly DayToll[]; on: Day }) {
  const most = Math.max(1, ...tolls.map(({ best, high, low }) => Math.max(best, high ?? 0, low)));
  const scale = upward(most * 1.08, HEIGHT - MARGIN.bottom, MARGIN.top);
  const sum = tolls.reduce((all, toll) => all + toll.best, 0);
  const uncounted = tolls.reduce((all, toll) => all + toll.uncounted, 0);
  const told = (i: number) => {
    const toll = tolls[i];
    if (!toll || toll.events + toll.uncounted === 0) return "nothing told";
    const without = toll.uncounted ? `, and ${plural(toll.uncounted, "event")} without a number` : "";
    return `${range(toll.low, toll.best, toll.high)} in ${plural(toll.events, "event")}${without}`;
  };
  return (
    <Chart
      title={what.charAt(0).toUpperCase() + what.slice(1)}
      says={`By the last day of each event, no act counted twice. About ${count(sum)} in all${uncounted ? `; ${plural(uncounted, "event")} without a number` : ""}.`}
      days={tolls.map(({ day }) => day)}
      on={on}
      scale={scale}
      told={told}
      table={<TollTable what={what} tolls={tolls} />}
    >
      {(x) =>
        tolls.map((toll, i) =>
          toll.events ? <Bar key={toll.day} toll={toll} at={x.at(i)} days={x} scale={scale} /> : null,
        )
      }
    </Chart>
  );
}

const THICKEST = 16;

function Bar({ toll, at, days, scale }: { toll: DayToll; at: number; days: Days; scale: Scale }) {
  const half = Math.min(THICKEST, days.width * 0.6) / 2;
  const top = toll.high ?? Math.max(toll.best, toll.low);
  const [ground, low, best, high] = [0, toll.low, toll.best, top].map(scale.at) as [
    number,
    number,
    number,
    number,
  ];
  return (
    <g>
      <path class="toll-low" d={`M${at - half} ${ground}V${low}H${at + half}V${ground}Z`} />
      {high < low && <path class="toll-range" d={`M${at - half} ${low}V${high}H${at + half}V${low}Z`} />}
      <path class="toll-best" d={`M${at - half - 2} ${best}H${at + half + 2}`} />
      {toll.high === null && (
        <path class="toll-open" d={`M${at - 4} ${high - 4}L${at} ${high - 10}L${at + 4} ${high - 4}`} />
      )}
    </g>
  );
}

function TollTable({ what, tolls }: { what: string; tolls: readonly DayToll[] }) {
  return (
    <table class="table">
      <caption class="sr">{what}, by day</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" class="number">
            Lowest
          </th>
          <th scope="col" class="number">
            Best
          </th>
          <th scope="col" class="number">
            Highest
          </th>
          <th scope="col" class="number">
            Events
          </th>
          <th scope="col" class="number">
            Without a number
          </th>
        </tr>
      </thead>
      <tbody>
        {tolls
          .filter((toll) => toll.events + toll.uncounted > 0)
          .map((toll) => (
            <tr key={toll.day}>
              <th scope="row">{shortDay(toll.day)}</th>
              <td class="number">{count(toll.low)}</td>
              <td class="number">{count(toll.best)}</td>
              <td class="number">{toll.high === null ? "open" : count(toll.high)}</td>
              <td class="number">{toll.events}</td>
              <td class="number">{toll.uncounted}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
