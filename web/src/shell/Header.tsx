import { post } from "../api/client";
import type { Me, Theatre } from "../api/shapes";
import { Search } from "../search/Search";
import { setDesk } from "../state/desk";
import { type DeskState, VIEWS, type View } from "../state/desk_state";
import { setScheme, useScheme } from "./scheme";

const VIEW_NAMES: Record<View, string> = {
  map: "Map",
  places: "Places",
  timeline: "Timeline",
  events: "Events",
  review: "Review",
  sources: "Sources",
};

interface HeaderProps {
  theatre: Theatre | null;
  state: DeskState;
  me: Me | null;
  onHelp: () => void;
  onMe: (me: Me) => void;
}

export function Header({ theatre, state, me, onHelp, onMe }: HeaderProps) {
  const scheme = useScheme();
  const leave = async () => {
    onMe(await post<Me>("/api/logout", {}));
  };
  return (
    <header class="top">
      <h1>
        Khabar <span>{theatre?.name ?? ""}</span>
      </h1>
      <nav aria-label="Views">
        {VIEWS.filter((view) => view !== "review" || me?.may_review).map((view) => (
          <button
            key={view}
            type="button"
            aria-current={state.view === view ? "page" : undefined}
            onClick={() => setDesk({ view })}
          >
            {VIEW_NAMES[view]}
          </button>
        ))}
      </nav>
      {theatre && <Search theatre={theatre} reports={me?.may_review ?? false} />}
      <div class="top-end">
        {me?.name && <span class="who">{me.name}</span>}
        {me?.has_accounts && (
          <button type="button" class="button" onClick={() => void leave()}>
            Log out
          </button>
        )}
        <button
          type="button"
          class="button round"
          aria-label={scheme === "dark" ? "Light colours" : "Dark colours"}
          onClick={() => setScheme(scheme === "dark" ? "light" : "dark")}
        >
          <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
            <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" />
            <circle class="scheme-sign" cx="8" cy="8" r="6.5" />
          </svg>
        </button>
        <button type="button" class="button round" aria-label="Help and shortcuts" onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
