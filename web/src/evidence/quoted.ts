import type { Claim, Source } from "../api/shapes";
import { caveat, voiceOf } from "../events/wording";
import type { Quoted } from "./Quote";

export function quotedSource(source: Source): Quoted {
  return {
    claim: source.claim_id,
    document: source.document_id,
    sentence: source.sentence,
    outlet: source.outlet,
    published: source.published,
    voice: source.voice,
    voiceKind: source.voice_kind,
    caveat: caveat(source),
    copyOf: source.copy_of,
  };
}

export function quotedClaim(claim: Claim): Quoted {
  return {
    claim: claim.id,
    document: claim.document,
    sentence: claim.sentence.text,
    outlet: claim.outlet,
    published: claim.published,
    voice: claim.speaker ? voiceOf(claim) : "",
    voiceKind: claim.speaker?.kind ?? "",
    caveat: caveat(claim),
    copyOf: claim.copy_of,
  };
}
