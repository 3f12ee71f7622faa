/** The watched sources whose silence is no sign of calm. */
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { WatchStatus } from "../api/shapes";
import { Answer } from "../shell/Answer";

export function Gaps() {
  const status = useResource<WatchStatus>(apiPath("watch"));
  return (
    <Answer from={status} what="how the sources do">
      {({ sources }) => {
        const gaps = sources.filter(({ gap }) => gap);
        return gaps.length ? (
          <div class="notice notice-warn" role="note" aria-label="Gaps">
            <b>Gaps, not calm</b>
            <ul>
              {gaps.map(({ source, state, words }) => (
                <li key={source}>
                  <b>{source}</b>: {state}. {words}
                </li>
              ))}
            </ul>
          </div>
        ) : null;
      }}
    </Answer>
  );
}
