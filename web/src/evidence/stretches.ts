/** A text cut at the stretches to be marked. Offsets count code points, as the server does; JavaScript counts otherwise. */

export interface Stretch {
  start: number;
  end: number;
  claim: string;
}

export interface Piece {
  text: string;
  /** The claims whose sentences cover it; none = plain text. */
  claims: string[];
}

export function pieces(text: string, stretches: readonly Stretch[]): Piece[] {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  const sound = stretches.filter(({ start, end }) => start >= 0 && end > start && start < points.length);
  for (const { start, end } of sound) cuts.add(start).add(Math.min(end, points.length));
  const at = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let i = 0; i + 1 < at.length; i += 1) {
    const [start, end] = [at[i] as number, at[i + 1] as number];
    const claims = sound.filter((s) => s.start <= start && s.end >= end).map((s) => s.claim);
    found.push({ text: points.slice(start, end).join(""), claims: [...new Set(claims)] });
  }
  return found;
}
