import { useEffect, useState } from "preact/hooks";
import { type DeskState, fromAddress, isPage, toAddress } from "./desk_state";

let current = fromAddress(location.search);
const listeners = new Set<() => void>();
let waiting = 0;

export function setDesk(change: Partial<DeskState>): void {
  const before = current;
  current = { ...before, ...change };
  clearTimeout(waiting);
  if (isPage(before, current)) {
    replaceAddress(before);
    history.pushState(null, "", location.pathname + toAddress(current));
  } else {
    // Browsers refuse more than some hundred address changes in half a minute, and playing makes many.
    waiting = window.setTimeout(() => replaceAddress(current), 150);
  }
  tell();
}

export function useDesk(): DeskState {
  const [state, setState] = useState(current);
  useEffect(() => {
    const listener = () => setState(current);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return state;
}

function replaceAddress(state: DeskState): void {
  history.replaceState(null, "", location.pathname + toAddress(state));
}

function tell(): void {
  for (const listener of listeners) listener();
}

window.addEventListener("popstate", () => {
  current = fromAddress(location.search);
  tell();
});
