import { useEffect, useState } from "preact/hooks";
import { ApiFailure, get } from "./client";

/** When a wait is worth a word. */
const SLOW_MS = 1_200;
const KEPT = 80;

/** What is known of an answer.  `data` stays while the next is waited for, so that nothing flickers; `of` says whose it is. */
export interface Resource<T> {
  data: T | null;
  of: string;
  failure: ApiFailure | null;
  waiting: boolean;
  slow: boolean;
  again: () => void;
}

const kept = new Map<string, unknown>();
let generation = 0;
const renewals = new Set<() => void>();

/** After a judgement every answer may be another. */
export function forgetAnswers(): void {
  kept.clear();
  generation += 1;
  for (const renew of renewals) renew();
}

function keep(path: string, data: unknown): void {
  kept.delete(path);
  kept.set(path, data);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
}

/** Asks ahead, so that the next step of the slider finds its answer here. */
export function askAhead(path: string): void {
  if (kept.has(path)) return;
  const asked = generation;
  get(path).then(
    (data) => asked === generation && keep(path, data),
    () => undefined, // it will be asked again, and its failure told, when it is wanted
  );
}

/** The answer at an address of the API; null asks nothing. */
export function useResource<T>(path: string | null): Resource<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Resource<T>, "again">>(nothing);
  const again = () => setRound((n) => n + 1);
  useEffect(() => {
    const renew = () => setRound((n) => n + 1);
    renewals.add(renew);
    return () => void renewals.delete(renew);
  }, []);
  // Another round asks the same address again.
  useEffect(() => {
    if (path === null) {
      setState(nothing);
      return;
    }
    if (kept.has(path)) {
      setState({ data: kept.get(path) as T, of: path, failure: null, waiting: false, slow: false });
      return;
    }
    const stop = new AbortController();
    const asked = generation;
    setState((before) => ({ ...before, waiting: true, slow: false }));
    const slow = window.setTimeout(() => setState((before) => ({ ...before, slow: true })), SLOW_MS);
    get<T>(path, stop.signal)
      .then((data) => {
        if (asked === generation) keep(path, data);
        setState({ data, of: path, failure: null, waiting: false, slow: false });
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        const failure =
          error instanceof ApiFailure
            ? error
            : new ApiFailure(0, "unreadable", "The answer could not be read.", "Reload the page.");
        setState((before) => ({ ...before, failure, waiting: false, slow: false }));
      })
      .finally(() => clearTimeout(slow));
    return () => {
      clearTimeout(slow);
      stop.abort();
    };
  }, [path, round]);
  return { ...state, again };
}

const nothing = { data: null, of: "", failure: null, waiting: false, slow: false };
