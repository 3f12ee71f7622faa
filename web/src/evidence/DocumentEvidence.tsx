import { useEffect, useRef } from "preact/hooks";
import { apiPath } from "../api/client";
import { useResource } from "../api/resource";
import type { Report } from "../api/shapes";
import { Answer } from "../shell/Answer";
import { setDesk } from "../state/desk";
import { longDay } from "../time/days";
import { pieces } from "./stretches";

export function DocumentEvidence({ id, claim }: { id: string; claim: string }) {
  const report = useResource<Report>(apiPath(`documents/${encodeURIComponent(id)}`));
  return (
    <Answer from={report} what="the report">
      {(told) => <ReportText report={told} claim={claim} />}
    </Answer>
  );
}

function ReportText({ report, claim }: { report: Report; claim: string }) {
  const box = useRef<HTMLDivElement>(null);
  // Another claim is pointed at, in the same text.
  useEffect(() => {
    box.current?.querySelector(".is-pointed")?.scrollIntoView({ block: "center" });
  }, [report.id, claim]);
  const stretches = report.marks.map((mark) => ({ ...mark.sentence, claim: mark.claim }));
  return (
    <article>
      <header class="evidence-head">
        <p class="quiet">
          {report.publisher}
          {report.published && `, ${longDay(report.published)}`}
          {report.author && `, ${report.author}`}
        </p>
        <h2>{report.title || "Untitled report"}</h2>
        {report.copy_of && (
          <p class="notice">Copies another report word for word, so it counts once with it.</p>
        )}
        {report.url && <p class="quiet report-url">{report.url}</p>}
      </header>
      {report.text === null ? (
        <>
          <p class="quiet">
            The sentences that the record rests on; the text around them is its publisher’s.
          </p>
          <ul class="marks">
            {report.marks.map((mark) => (
              <li key={mark.claim} class={mark.claim === claim ? "is-pointed" : ""}>
                <MarkedSentence
                  text={mark.sentence.text}
                  events={mark.events}
                  pointed={mark.claim === claim}
                />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <div class="report-text" ref={box}>
          {pieces(report.text, stretches).map((piece, i) => {
            const [first] = piece.claims;
            if (!first) return <span key={i}>{piece.text}</span>;
            const mark = report.marks.find((each) => each.claim === first);
            return (
              <MarkedSentence
                key={i}
                text={piece.text}
                events={mark?.events ?? []}
                pointed={piece.claims.includes(claim)}
              />
            );
          })}
        </div>
      )}
    </article>
  );
}

function MarkedSentence({
  text,
  events,
  pointed,
}: {
  text: string;
  events: readonly string[];
  pointed: boolean;
}) {
  const [event] = events;
  return (
    <mark class={pointed ? "is-pointed" : ""}>
      {text}
      {event && (
        <button type="button" class="mark-link" onClick={() => setDesk({ event, document: "", claim: "" })}>
          event
        </button>
      )}
    </mark>
  );
}
