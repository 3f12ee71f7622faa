import { useEffect, useMemo, useState } from "preact/hooks";
import { apiPath, setToken } from "../api/client";
import { useResource } from "../api/resource";
import type { Me } from "../api/shapes";
import { readTheatre, type TheatreAnswer } from "../api/theatre";
import { useDesk } from "../state/desk";
import { FailureNote } from "./Answer";
import { REGION } from "./announce";
import { Desk } from "./Desk";
import { Header } from "./Header";
import { Help } from "./Help";
import { useShortcuts } from "./keys";
import { Login } from "./Login";

export function App() {
  const state = useDesk();
  const who = useResource<Me>("/api/me");
  const [loggedIn, setLoggedIn] = useState<Me | null>(null);
  const me = loggedIn ?? who.data;
  if (me) setToken(me.token);
  const answer = useResource<TheatreAnswer>(me?.role ? apiPath("theatre") : null);
  const theatre = useMemo(() => (answer.data ? readTheatre(answer.data) : null), [answer.data]);
  const [help, setHelp] = useState(false);
  useShortcuts([
    { key: "?", act: () => setHelp(true) },
    { key: "/", act: () => document.getElementById("search")?.focus() },
  ]);
  useEffect(() => {
    document.title = theatre ? `${theatre.name} · Khabar` : "Khabar";
  }, [theatre]);
  if (me && !me.role) return <Login onMe={setLoggedIn} />;
  const failure = who.failure ?? answer.failure;
  const waiting = (who.slow || answer.slow) && !failure;
  return (
    <>
      <a class="skip" href="#main">
        To the picture
      </a>
      <Header theatre={theatre} state={state} me={me} onHelp={() => setHelp(true)} onMe={setLoggedIn} />
      {theatre ? (
        <Desk theatre={theatre} state={state} me={me} />
      ) : (
        <main id="main" class="start" tabIndex={-1}>
          {failure ? (
            <FailureNote failure={failure} again={who.failure ? who.again : answer.again} />
          ) : (
            <p class="quiet" role="status">
              {waiting
                ? "Still waiting for the server; a large store takes a while the first time…"
                : "Opening the desk…"}
            </p>
          )}
        </main>
      )}
      <Help open={help} onClose={() => setHelp(false)} />
      <div id={REGION} class="sr" aria-live="polite" />
    </>
  );
}
