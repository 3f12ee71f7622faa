import type { Failure } from "./shapes";

/** How long an answer may take before the desk says that none came. */
const PATIENCE_MS = 60_000;

/** A failure in the words of the server, or in ours where none were heard. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly nextStep: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}

export type Params = Record<string, string | number | undefined>;

export function apiPath(path: string, params: Params = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== "") said.set(name, String(value));
  const text = said.toString();
  return `/api/${path}${text ? `?${text}` : ""}`;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await answer(path, signal ? { signal } : {})) as T;
}

let token = "";

/** The server's proof that a change comes from this page; it is told with who one is. */
export function setToken(value: string): void {
  token = value;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return (await answer(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Khabar-Token": token },
    body: JSON.stringify(body),
  })) as T;
}

async function answer(path: string, init: RequestInit): Promise<unknown> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      signal,
      credentials: "same-origin",
      headers: { Accept: "application/json", ...init.headers },
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw patience.aborted
      ? new ApiFailure(
          0,
          "no-answer",
          "The server took longer than a minute.",
          "Try again, or ask for fewer days.",
        )
      : new ApiFailure(
          0,
          "unreachable",
          "The server does not answer.",
          "Is `khabar serve` still running? Then try again.",
        );
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const told = (body as Failure | null)?.error;
  throw new ApiFailure(
    response.status,
    told?.code ?? "failed",
    told?.message ?? `The server answered ${response.status}.`,
    told?.next_step ?? "Try again; if it lasts, look at the server's log.",
    body,
  );
}
