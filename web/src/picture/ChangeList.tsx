import type { Change, Changes, Source, Theatre } from "../api/shapes";
import { codedState } from "../places/wording";
import { setDesk } from "../state/desk";
import { Cite } from "./Cite";

const KINDS: Record<Change["kind"], string> = {
  control: "Who holds what",
  "cut off": "Cut off or reached again",
  road: "Roads",
  tally: "Counts that reports state",
  claim: "Claims settled or new",
};

export function ChangeList({ changes, theatre }: { changes: Changes; theatre: Theatre }) {
  if (!changes.changes.length) return <p class="quiet">Nothing has changed.</p>;
  return (
    <>
      {(Object.keys(KINDS) as Change["kind"][]).map((kind) => {
        const of = changes.changes.filter((change) => change.kind === kind);
        if (!of.length) return null;
        return (
          <section key={kind}>
            <h4>
              {KINDS[kind]} <span class="count">{of.length}</span>
            </h4>
            <ul class="changes">
              {of.map((change) => (
                <ChangeRow
                  key={`${change.key} ${change.after}`}
                  change={change}
                  theatre={theatre}
                  sources={changes.sources}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function ChangeRow({
  change,
  theatre,
  sources,
}: {
  change: Change;
  theatre: Theatre;
  sources: readonly Source[];
}) {
  const place = theatre.places.find(({ key }) => key === change.key);
  const source = sources.find(({ claim_id }) => claim_id === change.claim_ids[0]);
  const chosen = place
    ? { place: change.key, event: "", document: "" }
    : change.kind === "claim"
      ? { event: change.key }
      : null;
  const name = place?.name ?? (change.kind === "road" ? change.key : (source?.sentence ?? change.key));
  return (
    <li>
      <span>
        {chosen ? (
          <button type="button" class="link" onClick={() => setDesk(chosen)}>
            {name}
          </button>
        ) : (
          <b>{name}</b>
        )}{" "}
        {codedState(change.after, theatre.sides)}
      </span>
      <span class="quiet">
        {change.before && `was ${codedState(change.before, theatre.sides)}`}
        {source && place && (
          <>
            {change.before && " · "}
            <Cite source={source} />
          </>
        )}
      </span>
    </li>
  );
}
