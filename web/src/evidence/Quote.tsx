/** One sentence of a report, with who wrote it, who said it and how; its words are only ever text. */
import type { ComponentChildren } from "preact";
import { setDesk } from "../state/desk";
import { longDay } from "../time/days";

export interface Quoted {
  claim: string;
  document: string;
  sentence: string;
  outlet: string;
  published: string;
  voice: string;
  voiceKind: string;
  caveat: string;
  copyOf: string | null;
}

export function Quote({ quoted, children }: { quoted: Quoted; children?: ComponentChildren }) {
  const { claim, document, sentence, outlet, published, voice, voiceKind, caveat, copyOf } = quoted;
  return (
    <figure class="quote">
      <blockquote>{sentence}</blockquote>
      <figcaption>
        <b>{outlet}</b>, {longDay(published.slice(0, 10))}
        {voice && (
          <>
            , said by <b>{voice}</b>
            {voiceKind && ` (${voiceKind})`}
          </>
        )}
        {caveat && <span class="tag">{caveat}</span>}
        {copyOf && <span class="tag">a copy of another report</span>}
        <button type="button" class="link" onClick={() => setDesk({ document, claim })}>
          Read it in its report
        </button>
      </figcaption>
      {children}
    </figure>
  );
}
