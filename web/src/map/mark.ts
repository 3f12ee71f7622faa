/** What the mark of a place says, as a short text that names its picture too. */
import type { Control, ControlState, Side } from "../api/shapes";

export interface Mark {
  state: ControlState;
  /** Places in the list of sides; -1 = none. */
  holder: number;
  other: number;
  /** 0 sure, 1 some doubt, 2 much doubt. */
  doubt: 0 | 1 | 2;
}

/** A side's share at and above which a mark is drawn whole; below the second it is drawn as an outline. */
export const SURE = 0.9;
export const DOUBTFUL = 0.7;

/** How likely it is that the holder named holds it. */
export function holderChance(control: Control): number {
  return control.probability[control.holder] ?? 0;
}

export function doubtOf(control: Control): Mark["doubt"] {
  const chance = holderChance(control);
  return chance >= SURE ? 0 : chance >= DOUBTFUL ? 1 : 2;
}

export function markOf(control: Control, sides: readonly Side[]): Mark {
  const index = (id: string) => sides.findIndex((side) => side.id === id);
  switch (control.state) {
    case "held":
      return { state: "held", holder: index(control.holder), other: -1, doubt: doubtOf(control) };
    case "besieged":
    case "claimed":
      return {
        state: control.state,
        holder: index(control.holder),
        other: index(control.claimant),
        doubt: 0,
      };
    case "contested":
      // Who fights for it is in the sentences; the reading names only who held it last.
      return { state: "contested", holder: index(control.presumed), other: -1, doubt: 0 };
    case "unknown":
      return { state: "unknown", holder: -1, other: -1, doubt: 2 };
  }
}

export function markName(mark: Mark): string {
  return `${mark.state}.${mark.holder}.${mark.other}.${mark.doubt}`;
}

export function markNamed(name: string): Mark | null {
  const [state, holder, other, doubt] = name.split(".");
  if (!state || holder === undefined || other === undefined || doubt === undefined) return null;
  return { state: state as ControlState, holder: +holder, other: +other, doubt: +doubt as Mark["doubt"] };
}
