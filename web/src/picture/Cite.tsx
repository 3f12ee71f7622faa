import type { Source } from "../api/shapes";
import { setDesk } from "../state/desk";

/** The outlet of a claim, which opens its report there. */
export function Cite({ source }: { source: Source }) {
  return (
    <button
      type="button"
      class="link cite"
      onClick={() => setDesk({ document: source.document_id, claim: source.claim_id })}
    >
      {source.outlet}
    </button>
  );
}
