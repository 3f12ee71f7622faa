/** What stands where an answer is not there yet, or will not come. */
import type { ComponentChildren } from "preact";
import type { ApiFailure } from "../api/client";
import type { Resource } from "../api/resource";

export function FailureNote({ failure, again }: { failure: ApiFailure; again?: () => void }) {
  return (
    <div class="notice notice-bad" role="alert">
      <p>
        <b>{failure.message}</b> {failure.nextStep}
      </p>
      {again && (
        <button type="button" class="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Shows the answer; before there is one, a word about the wait. */
export function Answer<T>({
  from,
  what,
  children,
}: {
  from: Resource<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}) {
  if (from.failure && !from.data) return <FailureNote failure={from.failure} again={from.again} />;
  return (
    <>
      {from.failure && <FailureNote failure={from.failure} again={from.again} />}
      {from.slow && (
        <p class="notice" role="status">
          Still waiting for {what}…
        </p>
      )}
      {from.data ? children(from.data) : !from.slow && <p class="quiet">Reading {what}…</p>}
    </>
  );
}
