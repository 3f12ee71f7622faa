/** What each outlet sends, day by day: an outage is not peace. */
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Outlets, Theatre } from "../api/shapes";
import { plural } from "../places/wording";
import { Answer } from "../shell/Answer";
import type { Shown } from "../state/shown";
import { daysOf, longDay, shortDay } from "../time/days";
import { Gaps } from "./Gaps";
import { longestSilence, silentAt } from "./silence";

export function SourcesView({ theatre, shown }: { theatre: Theatre; shown: Shown }) {
  const outlets = useResource<Outlets>(apiPath("sources"));
  const days = daysOf(theatre.first, theatre.last);
  return (
    <section class="page" aria-label="Sources">
      <header class="page-head">
        <h2>Sources</h2>
        <p class="quiet">
          How many reports each outlet gave on each day. Silence may be an outage as well as peace.
        </p>
      </header>
      <Gaps />
      <Answer from={outlets} what="the sources">
        {({ sources }) => (
          <div class="table-box" tabIndex={0} role="region" aria-label="Table of sources">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Outlet</th>
                  <th scope="col" class="number">
                    Reports
                  </th>
                  <th scope="col">
                    {shortDay(theatre.first)} to {shortDay(theatre.last)}
                  </th>
                  <th scope="col">Last</th>
                  <th scope="col">Silence</th>
                </tr>
              </thead>
              <tbody>
                {sources.map((outlet) => {
                  const silent = silentAt(outlet, shown.on);
                  const longest = longestSilence(outlet);
                  return (
                    <tr key={outlet.name}>
                      <th scope="row">{outlet.name || "unnamed"}</th>
                      <td class="number">{outlet.reports}</td>
                      <td>
                        <svg
                          class="strip"
                          viewBox={`0 0 ${days.length} 4`}
                          preserveAspectRatio="none"
                          aria-hidden="true"
                        >
                          {days.map((day, i) => {
                            const height = Math.min(4, (outlet.days[day] ?? 0) * 1.6);
                            return height ? (
                              <rect key={day} x={i + 0.1} y={4 - height} width={0.8} height={height} />
                            ) : null;
                          })}
                        </svg>
                      </td>
                      <td class="nowrap">{outlet.last ? shortDay(outlet.last) : "undated"}</td>
                      <td>
                        {silent ? (
                          <span class="tag tag-warn">
                            silent {plural(silent, "day")} on {shortDay(shown.on)}
                          </span>
                        ) : longest ? (
                          <span class="quiet">longest {plural(longest, "day")}</span>
                        ) : null}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
      <p class="quiet">
        Silence is told on {longDay(shown.on)}, where an outlet has been quiet for longer than three times its
        usual gap.
      </p>
    </section>
  );
}
