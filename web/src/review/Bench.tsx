/** One event on the bench: its claims to tick, a note, and the five things that can be said. */
import { useRef, useState } from "preact/hooks";
import { ApiFailure } from "../api/client";
import { forgetAnswers } from "../api/resource";
import type { Claim, EventTold, Judgement, Queued, Theatre } from "../api/shapes";
import { eventTime, eventTitle, voiceOf } from "../events/wording";
import { FailureNote } from "../shell/Answer";
import { announce } from "../shell/announce";
import { useShortcuts } from "../shell/keys";
import { setDesk } from "../state/desk";
import { shortDay } from "../time/days";
import { type Act, asCodedOf, correctionOf, type Said, saidOf, say } from "./acts";
import { ConflictNote, type Refused } from "./ConflictNote";
import { Correction } from "./Correction";

const ACTS: readonly { act: Act; key: string; words: string }[] = [
  { act: "release", key: "r", words: "Release" },
  { act: "withdraw", key: "w", words: "Withdraw" },
  { act: "merge", key: "m", words: "Merge ticked" },
  { act: "split", key: "s", words: "Split off ticked" },
  { act: "undo", key: "u", words: "Undo" },
];

interface BenchProps {
  told: EventTold;
  ticked: readonly Queued[];
  theatre: Theatre;
  onDone: () => void;
  onNext: () => void;
}

export function Bench({ told, ticked, theatre, onDone, onNext }: BenchProps) {
  const [claims, setClaims] = useState<readonly string[]>([]);
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState("");
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);

  const send = async (said: Said) => {
    setBusy(true);
    setFailure(null);
    setTrouble("");
    try {
      const decided = await say(said);
      announce(`${decided.done}: ${eventTitle(told.event)}`);
      setRefused(null);
      onDone();
      // A merge or split makes other events of it; a release is done with, so the next one is looked at.
      const [now] = decided.events;
      if (said.act === "release" || said.act === "withdraw") onNext();
      else if (now) setDesk({ event: now.event.id });
      else onNext();
      forgetAnswers();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      if (error.status === 409) setRefused({ said, failure: error, looked: lookedAt(told, ticked) });
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const act = (what: Act) => sendOrTell(saidOf(what, { told, ticked, claims, note }));
  const sendOrTell = (said: Said | { missing: string }) => {
    if (busy) return;
    if ("missing" in said) {
      setTrouble(said.missing);
      return;
    }
    void send(said);
  };
  useShortcuts([
    ...ACTS.map(({ act: what, key }) => ({ key, act: () => act(what) })),
    { key: "n", act: () => noteField.current?.focus() },
  ]);
  const tick = (id: string) =>
    setClaims(claims.includes(id) ? claims.filter((each) => each !== id) : [...claims, id]);
  const merging = ticked.filter(({ event }) => event.id !== told.event.id);
  return (
    <section aria-label="The event on the bench">
      <h3>{eventTitle(told.event)}</h3>
      <p class="quiet">
        {theatre.types[told.event.type] ?? told.event.type}, {eventTime(told.event)}, {told.state}
      </p>
      {refused && (
        <ConflictNote
          refused={refused}
          theatre={theatre}
          onAgain={(said) => void send(said)}
          onLeave={() => {
            setRefused(null);
            forgetAnswers();
          }}
        />
      )}
      {failure && <FailureNote failure={failure} />}
      {trouble && (
        <p class="notice notice-warn" role="alert">
          {trouble}
        </p>
      )}
      <div class="acts">
        {ACTS.map(({ act: what, key, words }) => (
          <button
            key={what}
            type="button"
            class={`button act-${what}`}
            disabled={busy}
            onClick={() => act(what)}
          >
            {words} <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      {merging.length > 0 && (
        <p class="quiet">Ticked for merging: {merging.map(({ event }) => eventTitle(event)).join("; ")}</p>
      )}
      <label class="field note">
        <span>
          Note <kbd>n</kbd>
        </span>
        <textarea
          ref={noteField}
          rows={2}
          maxLength={2000}
          value={note}
          placeholder="Why? It is kept with your word."
          onInput={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </label>
      <fieldset class="claims">
        <legend>Claims</legend>
        {told.event.claims.map((claim) => (
          <ClaimTick
            key={claim.id}
            claim={claim}
            ticked={claims.includes(claim.id)}
            onTick={() => tick(claim.id)}
          />
        ))}
      </fieldset>
      <Correction
        theatre={theatre}
        busy={busy}
        onCorrect={(field, value) => sendOrTell(correctionOf({ told, claims, field, value, note }))}
        onAsCoded={() => sendOrTell(asCodedOf({ told, claims, note }))}
      />
      <Judgements judgements={told.judgements ?? []} />
    </section>
  );
}

function lookedAt(told: EventTold, ticked: readonly Queued[]): Refused["looked"] {
  return new Map([...ticked.map(({ seen, event }) => [seen, event] as const), [told.seen ?? "", told.event]]);
}

function ClaimTick({ claim, ticked, onTick }: { claim: Claim; ticked: boolean; onTick: () => void }) {
  return (
    <label class="claim">
      <input type="checkbox" checked={ticked} onChange={onTick} />
      <span>
        {claim.sentence.text}
        <span class="quiet">
          {" "}
          {claim.outlet}, {shortDay(claim.published.slice(0, 10))}, said by {voiceOf(claim)}
          {claim.copy_of && ", a copy"}
        </span>
      </span>
    </label>
  );
}

function Judgements({ judgements }: { judgements: readonly Judgement[] }) {
  if (!judgements.length) return null;
  return (
    <section>
      <h4>What people said of these claims</h4>
      <ol class="judgements">
        {judgements.map((judgement) => (
          <li
            key={`${judgement.one} ${judgement.other} ${judgement.recorded_at}`}
            class={judgement.holds ? "" : "is-past"}
          >
            <b>{judgement.by}</b>: {judgement.verdict}, {judgement.recorded_at.slice(0, 16).replace("T", " ")}
            {judgement.note && `: “${judgement.note}”`}
            {!judgement.holds && " (no longer holds)"}
          </li>
        ))}
      </ol>
    </section>
  );
}
