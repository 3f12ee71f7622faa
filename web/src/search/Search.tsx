/** One field for places and reports. Places are found here at once; reports by the server. */
import { useEffect, useRef, useState } from "preact/hooks";
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { FoundReport, Theatre } from "../api/shapes";
import { setDesk } from "../state/desk";
import { shortDay } from "../time/days";

const PLACES = 6;
const WAIT_MS = 250;

interface Hit {
  id: string;
  name: string;
  more: string;
  choose: () => void;
}

export function Search({ theatre, reports }: { theatre: Theatre; reports: boolean }) {
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useResource<{ reports: FoundReport[] }>(
    reports && query.length > 2 ? apiPath("search", { q: query, limit: 8 }) : null,
  );
  const hits = [
    ...placeHits(theatre, typed),
    ...reportHits(query.length > 2 ? (found.data?.reports ?? []) : []),
  ];
  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    hit.choose();
    setOpen(false);
    setTyped("");
    field.current?.blur();
  };
  const listed = open && typed.trim() !== "";
  return (
    <div class="search" role="search">
      <input
        ref={field}
        id="search"
        type="text"
        // biome-ignore lint/a11y/noRedundantRoles: it is one without a <datalist>, too
        role="combobox"
        list={undefined}
        aria-label="Search places and reports"
        aria-expanded={listed}
        aria-controls="search-hits"
        aria-activedescendant={listed && hits[at] ? `hit-${at}` : undefined}
        autocomplete="off"
        placeholder="Search places, reports   /"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setAt(Math.min(at + 1, hits.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
          else if (event.key === "Enter") choose(hits[at]);
          else if (event.key === "Escape") event.currentTarget.blur();
          else return;
          event.preventDefault();
        }}
      />
      <div id="search-hits" class="hits" role="listbox" aria-label="Found" hidden={!listed}>
        {hits.map((hit, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and its keys choose
          <div
            key={hit.id}
            id={`hit-${i}`}
            role="option"
            aria-selected={i === at}
            // The field would lose the focus, and the list with it, before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <b>{hit.name}</b> <span class="quiet">{hit.more}</span>
          </div>
        ))}
        {listed && !hits.length && (
          <div role="option" aria-selected="false" aria-disabled="true" class="quiet">
            {found.waiting ? "Looking…" : (found.failure?.message ?? "Nothing found.")}
          </div>
        )}
      </div>
    </div>
  );
}

function placeHits(theatre: Theatre, typed: string): Hit[] {
  const words = typed.trim().toLowerCase();
  if (!words) return [];
  return theatre.places
    .filter((place) => place.names.some((name) => name.toLowerCase().includes(words)))
    .sort(
      (a, b) =>
        Number(b.name.toLowerCase().startsWith(words)) - Number(a.name.toLowerCase().startsWith(words)),
    )
    .slice(0, PLACES)
    .map((place) => ({
      id: place.key,
      name: place.name,
      more: [place.kind, place.province].filter(Boolean).join(", "),
      choose: () => setDesk({ place: place.key, event: "", document: "" }),
    }));
}

function reportHits(reports: readonly FoundReport[]): Hit[] {
  return reports.map((report) => ({
    id: report.id,
    name: report.title || report.excerpt.text.slice(0, 80),
    more: [report.publisher, report.published && shortDay(report.published)].filter(Boolean).join(", "),
    choose: () => setDesk({ document: report.id, claim: "" }),
  }));
}
